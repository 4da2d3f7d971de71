-- Tells the tests what can't be seen from outside, and does what only a module can.
--   <show xmlns='confomeet/test'/>     the fields of the asking session's context
--   <features xmlns='confomeet/test'/> what the asking session may do
--   <fire xmlns='confomeet/test'/>     the event of a verified token as it should not be, but is fired by some
--   <loaded xmlns='confomeet/test'/>   every module that is loaded, with its host
--   <lobby xmlns='confomeet/test' room='JID'/>    a room's lobby
--   <create xmlns='confomeet/test' room='JID'/>   makes a room that focus is not in

local jid = require "util.jid";
local st = require "util.stanza";

local function answer(name, handler)
	module:hook("iq-get/host/confomeet/test:" .. name, function (event)
		event.origin.send(handler(st.reply(event.stanza), event.origin, event.stanza.tags[1]) or st.reply(event.stanza));
		return true;
	end);
end

local function attributes(reply, name, values)
	local shown = { xmlns = "confomeet/test" };
	for key, value in pairs(values or {}) do shown[key] = tostring(value); end
	return reply:tag(name, shown):up();
end

answer("loaded", function (reply)
	reply:tag("loaded", { xmlns = "confomeet/test" });
	for host, there in pairs(prosody.hosts) do
		for name in pairs(there.modules) do reply:text_tag("module", host .. " " .. name); end
	end
	return reply;
end);

answer("show", function (reply, origin) return attributes(reply, "show", origin.confomeet_context); end);

answer("features", function (reply, origin)
	return attributes(reply, "features", origin.jitsi_meet_context_features);
end);

answer("lobby", function (reply, _, request)
	local room = prosody.hosts[jid.host(request.attr.room)].modules.muc.get_room_from_jid(request.attr.room);
	return attributes(reply, "lobby", { jid = room._data.lobbyroom });
end);

answer("create", function (_, _, request)
	prosody.hosts[jid.host(request.attr.room)].modules.muc.create_room(request.attr.room);
end);

answer("fire", function ()
	local verified = "jitsi-authentication-token-verified";
	prosody.events.fire_event(verified, { session = { auth_token = "t" }, claims = { moderator = true } });
	prosody.events.fire_event(verified, { auth_token = "t" });
	prosody.events.fire_event(verified, { session = "s", claims = "c" });
	prosody.events.fire_event(verified, {});
	prosody.events.fire_event(verified);
end);

module:hook_global("server-started", function () module:log("info", "Everything is loaded"); end);
