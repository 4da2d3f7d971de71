-- Makes everybody an owner while he joins, after ConfOMeet's modules had their say.

module:hook("muc-occupant-pre-join", function (event)
	event.room:set_affiliation(true, event.occupant.bare_jid, "owner");
	event.occupant.role = "moderator";
end, -3);
