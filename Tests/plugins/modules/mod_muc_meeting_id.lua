-- Stands in for upstream's mod_muc_meeting_id: whoever comes before focus waits in a queue, and joins once more from
-- the start when focus has come; nobody but focus gets into the room of a health check. It brings
-- mod_jitsi_permissions.

local jid = require "util.jid";
local st = require "util.stanza";

module:depends("jitsi_permissions");

module:hook("muc-occupant-pre-join", function (event)
	local room, is_focus = event.room, jid.resource(event.occupant.nick) == "focus";
	if jid.node(room.jid):find("__jicofo-health-check", 1, true) == 1 then
		if is_focus then return; end
		event.origin.send(st.error_reply(event.stanza, "cancel", "service-unavailable"));
		return true;
	end
	if room._data.jicofo_lock == false then return; end
	room.early = room.early or {};
	if not is_focus then
		table.insert(room.early, event);
		return true;
	end
	room._data.jicofo_lock = false;
	for _, early in ipairs(room.early) do room:handle_normal_presence(early.origin, early.stanza); end
	room.early = nil;
end, 8);
