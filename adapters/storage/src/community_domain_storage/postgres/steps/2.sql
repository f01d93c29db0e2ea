-- Logs whose personal values are sealed: under what id a key store knows them; null where they are
-- in plain. A log is made one way or the other, and stays so.

ALTER TABLE community_domain.community ADD COLUMN sealed_as text;

-- A community whose log is sealed from its first event on; nothing where the name is there already.
CREATE FUNCTION community_domain.enter_sealed(entered text, known_as text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO community_domain.community (name, sealed_as) VALUES (entered, known_as)
        ON CONFLICT DO NOTHING;
$$;

REVOKE ALL ON FUNCTION community_domain.enter_sealed FROM PUBLIC;
