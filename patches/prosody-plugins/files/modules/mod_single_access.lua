-- Lets a participant be in a conference once.
--
-- Whoever has the flag singleAccess, and is no moderator, is compared with everybody in the room by the backend's
-- participant_guid. If somebody else has the same, the join is refused with cancel/not-allowed and
-- <duplicate-access xmlns='confomeet/single-access'/>. A double whose connection is lost, and only waits to be resumed
-- (after a reload of the page, or a change of network), gives way instead.
--
-- Options: none.
-- Enable it on the rooms: XMPP_MUC_MODULES. It needs mod_confomeet_context on the main host.

local lib = module:require "confomeet";
local st = require "util.stanza";

-- Occupants with the same guid: whether one of them is alive, and those that are not.
local function doubles(room, guid, own_jid)
	local lost = {};
	for nick, occupant in room:each_occupant() do
		local same, alive = false, false;
		for real_jid, session in pairs(lib.sessions(occupant)) do
			if real_jid ~= own_jid then
				if lib.context(session).participant_guid == guid then same = true; end
				if not session.hibernating then alive = true; end
			end
		end
		if same and alive then return true, lost; end
		if same then table.insert(lost, nick); end
	end
	return false, lost;
end

lib.on_muc(function (muc)
	-- Below upstream's queue of those who come before focus (8), which has a hook above run twice.
	muc:hook("muc-occupant-pre-join", lib.guard(function (event)
		local room, stanza = event.room, event.stanza;
		if lib.is_service_room(room) or lib.is_exempt(stanza.attr.from) then return; end
		local context = lib.context(lib.joining(event));
		if not context.singleAccess or context.moderator then return; end
		if context.participant_guid == "" then
			module:log("warn", "Somebody with singleAccess but without participantGuid was let into %s", room.jid);
			return;
		end

		local alive, lost = doubles(room, context.participant_guid, stanza.attr.from);
		if alive then
			local reply = st.error_reply(stanza, "cancel", "not-allowed",
				"This participant is in the conference already", room.jid);
			reply:tag("duplicate-access", { xmlns = "confomeet/single-access" }):up();
			event.origin.send(reply);
			module:log("info", "Participant %q is in %s already", context.participant_guid, room.jid);
			return true;
		end
		for _, nick in ipairs(lost) do
			room:set_role(true, nick, nil, "Replaced by a new connection");
		end
	end), 6);
end);
