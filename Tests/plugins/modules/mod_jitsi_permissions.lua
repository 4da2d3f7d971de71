-- Stands in for upstream's mod_jitsi_permissions of 2026: whom a moderator makes an owner gets the moderator's
-- features, before it is known whether he becomes one.

module:hook("muc-pre-set-affiliation", function (event)
	local actor = event.actor and prosody.full_sessions[event.actor];
	if not actor or not actor.jitsi_meet_context_features or event.affiliation ~= "owner" then return; end
	for _, occupant in event.room:each_occupant() do
		local session = occupant.bare_jid == event.jid and prosody.full_sessions[occupant.jid];
		if session then session.jitsi_meet_context_features = actor.jitsi_meet_context_features; end
	end
end);
