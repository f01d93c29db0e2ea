-- Communities side by side. A community's row is its head: whoever records locks it, so that the
-- order of commits is the order of positions, and other communities do not wait.
-- Instants are microseconds since 1970, UTC; `decided_at` is the latest decided so far.

CREATE SCHEMA community_domain;

CREATE TABLE community_domain.release (version integer NOT NULL);

CREATE TABLE community_domain.community (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    position bigint NOT NULL DEFAULT 0,
    recorded_at bigint NOT NULL DEFAULT 0,
    decided_at bigint,
    newest_kind integer NOT NULL DEFAULT 0
) WITH (fillfactor = 20);

-- The vocabulary of all who ever wrote.
CREATE TABLE community_domain.kind (
    community integer NOT NULL,
    id integer NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (community, id),
    UNIQUE (community, name, version)
);

CREATE TABLE community_domain.event (
    community integer NOT NULL,
    position bigint NOT NULL,
    kind integer NOT NULL,
    data bytea NOT NULL,
    recorded_at bigint NOT NULL,
    decided_at bigint,
    tags text NOT NULL,
    envelope bytea,
    PRIMARY KEY (community, position)
);

CREATE TABLE community_domain.tag (
    community integer NOT NULL,
    tag text NOT NULL,
    position bigint NOT NULL,
    kind integer NOT NULL,
    PRIMARY KEY (community, tag, position) INCLUDE (kind)
);

-- For people with psql.
CREATE VIEW community_domain.history AS
    SELECT community.name AS community, event.position, kind.name, kind.version,
        encode(event.data, 'escape') AS data, event.tags,
        encode(event.envelope, 'escape') AS envelope,
        to_timestamp(event.recorded_at / 1e6) AS recorded_at
    FROM community_domain.event
    JOIN community_domain.community ON community.id = event.community
    JOIN community_domain.kind ON kind.community = event.community AND kind.id = event.kind;

-- The owner is kept from it too.
CREATE FUNCTION community_domain.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what happened is neither changed nor forgotten';
END
$$;

CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON community_domain.event
    FOR EACH STATEMENT EXECUTE FUNCTION community_domain.refuse();

-- The number of a community; a new name gets a new one.
CREATE FUNCTION community_domain.enter(entered text) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO community_domain.community (name) VALUES (entered) ON CONFLICT DO NOTHING;
    SELECT id FROM community_domain.community WHERE name = entered;
$$;

-- The head, kept from all others until the transaction ends.
CREATE FUNCTION community_domain.hold(held integer) RETURNS SETOF community_domain.community
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM community_domain.community WHERE id = held FOR NO KEY UPDATE;
$$;

-- Gives numbers to kinds that have none.
CREATE FUNCTION community_domain.learn(learning integer, names text[], versions integer[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest integer;
BEGIN
    SELECT newest_kind INTO newest FROM community_domain.hold(learning);
    INSERT INTO community_domain.kind (community, id, name, version)
        SELECT learning, newest + row_number() OVER (ORDER BY n), name, version
        FROM unnest(names, versions) WITH ORDINALITY AS wanted (name, version, n)
        WHERE NOT EXISTS (
            SELECT FROM community_domain.kind AS known
            WHERE known.community = learning
                AND known.name = wanted.name AND known.version = wanted.version);
    UPDATE community_domain.community
        SET newest_kind = (SELECT max(kind.id) FROM community_domain.kind
                           WHERE kind.community = learning)
        WHERE id = learning;
END
$$;

-- Whether something was recorded after a position that is of any of the types (none given: of any
-- at all) and has all the tags of one of the guards, each `[[type, …], [tag, …]]`.
CREATE FUNCTION community_domain.overtaken(watched integer, seen bigint, guards jsonb)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH arrived AS MATERIALIZED (
        SELECT kind.name, event.tags::jsonb AS tags
        FROM community_domain.event
        JOIN community_domain.kind
            ON kind.community = event.community AND kind.id = event.kind
        WHERE event.community = watched AND event.position > seen
    )
    SELECT EXISTS (
        SELECT FROM jsonb_array_elements(guards) AS guard, arrived
        WHERE (guard -> 0 = '[]' OR guard -> 0 ? arrived.name) AND arrived.tags @> (guard -> 1)
    );
$$;

-- Records rows behind the head and moves it on, or does nothing and returns nothing: when the view
-- on which they were decided (its position, its newest kind) has changed in what they are guarded
-- against, or a decision was made meanwhile that is later than `no_later`. Returns the head before.
-- The tags of every row are an array in the array `tags`.
CREATE FUNCTION community_domain.record(
    recording integer, seen bigint, seen_kind integer, no_later bigint, guards text,
    kinds integer[], data bytea[], recorded bigint[], decided bigint[], tags json,
    envelopes bytea[]
) RETURNS TABLE (before bigint, recorded_before bigint, decided_before bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head community_domain.community;
    many CONSTANT integer := cardinality(kinds);
BEGIN
    SELECT * INTO head FROM community_domain.community WHERE id = recording FOR NO KEY UPDATE;
    IF head.newest_kind <> seen_kind OR head.position < seen THEN
        RETURN;
    END IF;
    IF head.position > seen AND (
        head.decided_at > no_later
        OR community_domain.overtaken(recording, seen, guards::jsonb)
    ) THEN
        RETURN;
    END IF;
    FOR n IN 1 .. many LOOP
        recorded[n] := greatest(recorded[n], head.recorded_at);
        decided[n] := greatest(decided[n], head.decided_at);
    END LOOP;
    INSERT INTO community_domain.event
        SELECT recording, head.position + n, row.kind, row.data, row.recorded_at, row.decided_at,
            row.tags, row.envelope
        FROM ROWS FROM (
            unnest(kinds, data, recorded, decided, envelopes), json_array_elements(tags)
        ) WITH ORDINALITY AS row (kind, data, recorded_at, decided_at, envelope, tags, n);
    INSERT INTO community_domain.tag
        SELECT DISTINCT recording, tag, head.position + n, row.kind
        FROM ROWS FROM (unnest(kinds), json_array_elements(tags))
            WITH ORDINALITY AS row (kind, tags, n),
            json_array_elements_text(row.tags) AS tag;
    UPDATE community_domain.community AS moved
        SET position = head.position + many, recorded_at = recorded[many],
            decided_at = decided[many]
        WHERE id = recording;
    RETURN QUERY SELECT head.position, head.recorded_at, head.decided_at;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA community_domain FROM PUBLIC;
