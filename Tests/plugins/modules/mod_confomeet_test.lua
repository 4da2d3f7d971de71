-- Tells the tests what can't be seen from outside.
--   <show xmlns='confomeet/test'/>   the fields of the asking session's context
--   <fire xmlns='confomeet/test'/>   the event of a verified token as it should not be, but is fired by some

--   <loaded xmlns='confomeet/test'/> every module that is loaded, with its host

local st = require "util.stanza";

module:hook("iq-get/host/confomeet/test:loaded", function (event)
	local reply = st.reply(event.stanza):tag("loaded", { xmlns = "confomeet/test" });
	for host, there in pairs(prosody.hosts) do
		for name in pairs(there.modules) do reply:text_tag("module", host .. " " .. name); end
	end
	event.origin.send(reply);
	return true;
end);

module:hook("iq-get/host/confomeet/test:show", function (event)
	local shown = { xmlns = "confomeet/test" };
	for name, value in pairs(event.origin.confomeet_context or {}) do shown[name] = tostring(value); end
	event.origin.send(st.reply(event.stanza):tag("show", shown):up());
	return true;
end);

module:hook("iq-get/host/confomeet/test:fire", function (event)
	local verified = "jitsi-authentication-token-verified";
	prosody.events.fire_event(verified, { session = { auth_token = "t" }, claims = { moderator = true } });
	prosody.events.fire_event(verified, { auth_token = "t" });
	prosody.events.fire_event(verified, { session = "s", claims = "c" });
	prosody.events.fire_event(verified, {});
	prosody.events.fire_event(verified);
	event.origin.send(st.reply(event.stanza));
	return true;
end);

module:hook_global("server-started", function () module:log("info", "Everything is loaded"); end);
