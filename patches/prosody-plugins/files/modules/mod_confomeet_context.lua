-- Puts what ConfOMeet's backend says in a user's token on the user's session, for the other modules.
--
-- Upstream's mod_auth_token verifies the token; this module reads the verified claims, and needs no secret. It sets
-- session.confomeet_context, a table with
--   autoLobby, moderator, autoRec, singleAccess   true only for a JSON true at the top level of the token, in
--                                                 context.user or context.features; the first that has it counts
--   anonymous          true for guests, and for who has no id or no email in context.user. A guest is known by the
--                      participantGuid "hardcoded_user", which the backend gives to all of them, or by an id that is a
--                      UUID, where registered users have a number
--   user_id, user_email   empty for the anonymous
--   participant_guid   context.user.participantGuid
--   user_group_id      context.user.groupId
--   token_user_id, token_email   context.user.id and .email as they are, for guests as well: who is the same person is
--                      told by the id and the guid together, and the backend's statistics go by the email
-- A session without a token has no such table. A login is never refused.
--
-- Options: none.
-- Enable it on the main host: XMPP_MODULES.

local lib = module:require "confomeet";

local flags = { "autoLobby", "moderator", "autoRec", "singleAccess" };

local function table_or_empty(value)
	return type(value) == "table" and value or {};
end

local function text(value)
	return type(value) == "string" and value or "";
end

local uuid = "^" .. ("%x"):rep(8) .. ("%-" .. ("%x"):rep(4)):rep(3) .. "%-" .. ("%x"):rep(12) .. "$";

local function is_guest(id, guid)
	return guid == lib.guest_guid or id:match(uuid) ~= nil;
end

local function flag(name, places)
	for _, place in ipairs(places) do
		if place[name] ~= nil then return place[name] == true; end
	end
	return false;
end

module:hook_global("jitsi-authentication-token-verified", lib.guard(function (event)
	if type(event) ~= "table" or type(event.session) ~= "table" or type(event.claims) ~= "table" then return; end
	-- Loaded on a second host, the module hears of the same login again.
	if event.confomeet_context then return; end

	local claims = event.claims;
	local about = table_or_empty(claims.context);
	local user = table_or_empty(about.user);
	local context = {};
	for _, name in ipairs(flags) do
		context[name] = flag(name, { claims, user, table_or_empty(about.features) });
	end
	local id, email = text(user.id), text(user.email);
	context.participant_guid = text(user.participantGuid);
	context.token_user_id, context.token_email = id, email;
	context.anonymous = id == "" or email == "" or is_guest(id, context.participant_guid);
	context.user_id = context.anonymous and "" or id;
	context.user_email = context.anonymous and "" or email;
	context.user_group_id = text(user.groupId);

	event.confomeet_context = context;
	event.session.confomeet_context = context;
	module:log("debug", "Context: autoLobby %s, moderator %s, autoRec %s, singleAccess %s, anonymous %s, participant %q",
		context.autoLobby, context.moderator, context.autoRec, context.singleAccess, context.anonymous,
		context.participant_guid);
end));
