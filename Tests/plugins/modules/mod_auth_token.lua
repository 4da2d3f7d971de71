-- Stands in for upstream's mod_auth_token: lets in who has a token of HS256, or none, and tells the other modules.
-- Options: app_secret.

local base64 = require "util.encodings".base64;
local formdecode = require "util.http".formdecode;
local hmac_sha256 = require "util.hashes".hmac_sha256;
local json = require "util.json";
local sasl = require "util.sasl";
local uuid = require "util.uuid";

local secret = module:get_option_string("app_secret");

local function decode(part)
	return base64.decode((part:gsub("-", "+"):gsub("_", "/")) .. ("="):rep(-#part % 4));
end

local function read(token)
	local signed, payload, signature = token:match("^([^.]+%.([^.]+))%.([^.]+)$");
	if not signed or decode(signature) ~= hmac_sha256(secret, signed) then return nil; end
	local claims = json.decode(decode(payload));
	return claims and (claims.exp or 0) > os.time() and claims or nil;
end

local function take_token(event)
	local query = formdecode(event.request.url.query or "");
	if type(query) ~= "table" then return; end
	event.session.auth_token, event.session.previd = query.token, query.previd;
	event.session.jitsi_web_query_room = query.room;
end
module:hook_global("websocket-session", take_token);
module:hook_global("bosh-session", take_token);

local function verify(session)
	if not session.auth_token then return true; end
	local claims = read(session.auth_token);
	if not claims then return nil; end
	session.jitsi_meet_room = claims.room;
	local context = type(claims.context) == "table" and claims.context or {};
	session.jitsi_meet_context_user, session.jitsi_meet_context_group = context.user, context.group;
	session.jitsi_meet_context_features = context.features;
	prosody.events.fire_event("jitsi-authentication-token-verified", { session = session, claims = claims });
	return true;
end

module:provides("auth", {
	get_sasl_handler = function (session)
		return sasl.new(module.host, { session = session, anonymous = function () return verify(session); end });
	end;
});

-- Who comes back to a session is given its name, without which stream management does not find it.
local function name_of(previd)
	for _, session in pairs(prosody.full_sessions) do
		if previd and session.resumption_token == previd then return session.username; end
	end
	return uuid.generate();
end

-- Prosody's own ANONYMOUS tries until a name is taken; here a bad token ends it.
sasl.registerMechanism("ANONYMOUS", { "anonymous" }, function (self)
	local session = self.profile.session;
	self.username = name_of(session.previd);
	if self.profile.anonymous(self, self.username, self.realm) then return "success"; end
	return "failure", "not-authorized", "token invalid";
end);
