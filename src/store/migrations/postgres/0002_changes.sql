-- Tells the processes that share the database which rows are no longer as they may remember them, when the change is
-- committed and not before. Whose they are is told, what is in them is not.
CREATE FUNCTION tell_server() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM pg_notify('felt', 'server ' || OLD.id);
    ELSE
        PERFORM pg_notify('felt', 'server ' || NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION tell_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM pg_notify('felt', 'server ' || OLD.server);
    ELSE
        PERFORM pg_notify('felt', 'server ' || NEW.server);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION tell_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('felt', 'person ' || encode(NEW.person, 'hex'));
    RETURN NULL;
END $$;

-- Of one person it is told who was forgotten; where many are cleared out at once, only that it may be anyone.
CREATE FUNCTION tell_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    many bigint;
BEGIN
    SELECT count(*) INTO many FROM gone;
    IF many = 1 THEN
        PERFORM pg_notify('felt', 'forgotten ' || encode(gone.person, 'hex')) FROM gone;
    ELSIF many > 1 THEN
        PERFORM pg_notify('felt', 'many');
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON server FOR EACH ROW EXECUTE FUNCTION tell_server();
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON blocked_channel FOR EACH ROW EXECUTE FUNCTION tell_block();
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON blocked_person FOR EACH ROW EXECUTE FUNCTION tell_block();
CREATE TRIGGER tell AFTER INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION tell_person();
CREATE TRIGGER tell_gone AFTER DELETE ON person REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION tell_forgotten();
