-- The trail of the enclave is read by days and by person, as that of the other papers is: that an access took place, and nothing of what.

CREATE INDEX audit_at ON delibere.audit (at DESC, shard DESC, seq DESC);
CREATE INDEX audit_actor ON delibere.audit (actor, at DESC);
