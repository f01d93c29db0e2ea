-- Keys of the members of many logs, each wrapped by a master key that is not here. A destroyed key
-- leaves a row without key, so that none is made again.

CREATE SCHEMA community_domain_keys;

CREATE TABLE community_domain_keys.release (version integer NOT NULL);

CREATE TABLE community_domain_keys.log (
    id text PRIMARY KEY,
    community text NOT NULL,
    carried_out bigint NOT NULL DEFAULT 0
);

CREATE TABLE community_domain_keys.key (
    log text NOT NULL,
    member text NOT NULL,
    master text,
    data bytea,
    destroyed bigint,
    PRIMARY KEY (log, member),
    CHECK ((data IS NULL) = (destroyed IS NOT NULL) AND (data IS NULL) = (master IS NULL))
);

CREATE UNIQUE INDEX by_destruction ON community_domain_keys.key (destroyed)
    WHERE destroyed IS NOT NULL;
CREATE INDEX by_log ON community_domain_keys.key (log, destroyed) WHERE destroyed IS NOT NULL;
CREATE INDEX by_master ON community_domain_keys.key (master);

-- The owner is kept from it too.
CREATE FUNCTION community_domain_keys.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was destroyed is neither brought back nor forgotten';
END
$$;

CREATE TRIGGER key_stays_destroyed BEFORE UPDATE ON community_domain_keys.key
    FOR EACH ROW WHEN (old.destroyed IS NOT NULL)
    EXECUTE FUNCTION community_domain_keys.refuse();
CREATE TRIGGER key_is_remembered BEFORE DELETE OR TRUNCATE ON community_domain_keys.key
    FOR EACH STATEMENT EXECUTE FUNCTION community_domain_keys.refuse();

-- Tells the store of a log, and whose it is.
CREATE FUNCTION community_domain_keys.admit(admitted text, of_community text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO community_domain_keys.log (id, community) VALUES (admitted, of_community)
        ON CONFLICT DO NOTHING;
$$;

-- Keeps new keys, all together, in one order for everybody, so that two who add at once do not wait
-- for each other. Returns those that were there already, which stay.
CREATE FUNCTION community_domain_keys.add(
    logs text[], members text[], masters text[], wrapped bytea[]
) RETURNS TABLE (there_log text, there_member text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH given AS (
        SELECT * FROM unnest(logs, members, masters, wrapped) AS one (log, member, master, data)
    ), added AS (
        INSERT INTO community_domain_keys.key (log, member, master, data)
            SELECT log, member, master, data FROM given ORDER BY log, member
            ON CONFLICT DO NOTHING
            RETURNING log, member
    )
    SELECT log, member FROM given EXCEPT SELECT log, member FROM added;
$$;

-- Whoever destroys waits for the one before, so that numbers are seen in their order and nobody who
-- asks for what is new passes one by.
CREATE FUNCTION community_domain_keys.take_turn() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_advisory_xact_lock(1668246891);
$$;

-- Takes the key of a member away for good, also where there was none.
CREATE FUNCTION community_domain_keys.destroy(of_log text, of_member text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM community_domain_keys.take_turn();
    INSERT INTO community_domain_keys.key AS kept (log, member, destroyed)
        SELECT of_log, of_member, coalesce(max(destroyed), 0) + 1 FROM community_domain_keys.key
            WHERE destroyed IS NOT NULL
        ON CONFLICT (log, member) DO UPDATE
            SET master = NULL, data = NULL, destroyed = excluded.destroyed
            WHERE kept.destroyed IS NULL;
END
$$;

-- The position up to which every erasure in a log has been carried out.
CREATE FUNCTION community_domain_keys.note_carried_out(of_log text, reached bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE community_domain_keys.log SET carried_out = reached
        WHERE id = of_log AND carried_out < reached;
$$;

CREATE FUNCTION community_domain_keys.start_over(of_log text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE community_domain_keys.log SET carried_out = 0 WHERE id = of_log;
$$;

-- Puts new wrapping in place of old, where it is still the old one; returns how many.
CREATE FUNCTION community_domain_keys.rewrap(
    logs text[], members text[], olds bytea[], masters text[], news bytea[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    many bigint;
BEGIN
    PERFORM community_domain_keys.take_turn();
    UPDATE community_domain_keys.key AS kept SET master = one.master, data = one.new
        FROM unnest(logs, members, olds, masters, news) AS one (log, member, old, master, new)
        WHERE kept.log = one.log AND kept.member = one.member AND kept.data = one.old;
    GET DIAGNOSTICS many = ROW_COUNT;
    RETURN many;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA community_domain_keys FROM PUBLIC;
