-- What ConfOMeet's modules share: who is exempt, a session's flags, the way to the rooms, and a queue to the backend.
-- It is no module: the others load it. It is named so that it hides none of upstream's libraries.
--
-- Options, read on the host of the module, on the rooms' host, and on the hosts that belong to it:
--   confomeet_exempt_domains  domains and bare JIDs that no rule applies to;
--                             default: muc_lobby_whitelist and muc_password_whitelist, where upstream lists recorders
--   admins                    Prosody's: focus, jibri, jigasi, jvb; they are exempt as well
--   main_muc                  upstream's: the rooms' host, for modules that are loaded on another one
--   breakout_rooms_muc        upstream's: the host of breakout rooms, which belongs to the rooms' host
--   muc_mapper_domain_base, muc_mapper_domain_prefix, muc_mapper_domain
--                             upstream's: how a tenant's rooms are called towards clients

local config = require "core.configmanager";
local datetime = require "util.datetime";
local http = require "net.http";
local jid = require "util.jid";
local json = require "util.json";
local set = require "util.set";
local uuid = require "util.uuid";

local lib = {};

-- Runs a handler so that a mistake in it ends in the log, and not in the stanza's way.
function lib.guard(handler)
	return function (...)
		local ok, result = xpcall(handler, debug.traceback, ...);
		if ok then return result; end
		module:log("error", "This should not happen, and was passed over: %s", result);
	end
end

-- Hosts and options

local function muc_host()
	if module:get_host_type() == "component" then return module.host; end
	local named = module:get_option_string("main_muc");
	return named ~= "" and named or nil;
end

-- The hosts whose main_muc or breakout_rooms_muc is `rooms`.
local function hosts_with(option, rooms)
	local hosts = {};
	for host in pairs(config.getconfig()) do
		if rooms and host ~= "*" and config.get(host, option) == rooms then table.insert(hosts, host); end
	end
	table.sort(hosts);
	return hosts;
end

-- On a host of breakout rooms: the host of the rooms that they belong to.
local function main_rooms_host()
	for _, host in ipairs(hosts_with("breakout_rooms_muc", module.host)) do
		local rooms = config.get(host, "main_muc");
		if rooms and rooms ~= module.host then return rooms; end
	end
	return nil;
end

-- The hosts that an option is looked for on, in this order: breakout rooms have the options of the main rooms.
local function related_hosts()
	local hosts, seen = {}, {};
	local function add(host)
		if host and not seen[host] then
			seen[host] = true;
			table.insert(hosts, host);
		end
	end
	add(module.host);
	local rooms = main_rooms_host() or muc_host();
	add(rooms);
	for _, host in ipairs(hosts_with("main_muc", rooms)) do add(host); end
	return hosts;
end

-- An option of a kind ("string", "number", "boolean"), wherever it is set.
function lib.option(kind, name, default)
	for _, host in ipairs(related_hosts()) do
		local context = module:context(host);
		if context:get_option(name) ~= nil then
			return context["get_option_" .. kind](context, name, default);
		end
	end
	return default;
end

-- A number that makes sense: at least `least`.
function lib.number(name, default, least)
	local value = lib.option("number", name, default);
	if value and value >= least then return value; end
	module:log("warn", "%s has to be a number from %s on; %s is used", name, least, default);
	return default;
end

-- Everything that an option of the kind "set" lists, on every host.
local function everywhere(name)
	local found = set.new();
	for _, host in ipairs(related_hosts()) do
		local listed = module:context(host):get_option_set(name, {});
		for entry in listed:items() do
			local prepped = type(entry) == "string" and jid.prep(entry);
			if prepped then found:add(prepped); end
		end
	end
	return found;
end

-- Who is exempt

local admins, exempt;

local function load_exempt()
	admins = everywhere("admins");
	exempt = everywhere("confomeet_exempt_domains");
	if lib.option("set", "confomeet_exempt_domains") == nil then
		exempt = everywhere("muc_lobby_whitelist") + everywhere("muc_password_whitelist");
	end
end
load_exempt();
module:hook_global("config-reloaded", load_exempt);

-- Whether no rule applies to a real JID: servers' own accounts and recorders. Never told by a nick.
function lib.is_exempt(real_jid)
	local bare = jid.bare(real_jid);
	if not bare then return false; end
	return admins:contains(bare) or exempt:contains(bare) or exempt:contains(jid.host(bare));
end

-- Whether a real JID is jicofo's.
function lib.is_focus(real_jid)
	local bare = jid.bare(real_jid);
	return bare ~= nil and admins:contains(bare) and jid.node(bare) == "focus";
end

-- Whether a room is one that jicofo makes to see whether it lives.
function lib.is_service_room(room)
	return (jid.node(room.jid) or ""):find("__jicofo-health-check", 1, true) == 1;
end

-- Sessions

local nobody = {
	autoLobby = false, moderator = false, autoRec = false, singleAccess = false,
	anonymous = true, user_id = "", user_email = "", participant_guid = "", user_group_id = "",
	token_user_id = "", token_email = "",
};

-- What mod_confomeet_context found in the session's token; without one, what holds for strangers.
function lib.context(session)
	return session and session.confomeet_context or nobody;
end

-- What the backend gives every guest of a public link as participantGuid.
lib.guest_guid = "hardcoded_user";

-- Whether an id is a registered user's: those are numbers, and a guest's is a UUID, made for each token.
local function is_registered(id) return id:match("^%d+$") ~= nil; end

-- Whether two contexts are of the same person's tokens. The guid alone says nothing: all guests of a public link share
-- one, and a personal link may have none.
function lib.is_same_person(one, other)
	if one.token_user_id == "" or one.token_user_id ~= other.token_user_id then return false; end
	if one.participant_guid == "" or other.participant_guid == "" then return is_registered(one.token_user_id); end
	return one.participant_guid == other.participant_guid;
end

-- Whether a context has what tells its person from others.
function lib.is_known_person(context) return lib.is_same_person(context, context); end

-- The e-mail address that the backend's statistics go by: the token's, also a guest's, else the presence's.
function lib.email(context, presence)
	if context.token_email ~= "" then return context.token_email; end
	return presence and presence:get_child_text("email") or "";
end

-- The session behind a join.
function lib.joining(event)
	return prosody.full_sessions[event.stanza.attr.from] or event.origin;
end

-- The sessions of an occupant by real JID; an occupant whose session is gone has none.
function lib.sessions(occupant)
	local found = {};
	for real_jid in occupant:each_session() do
		found[real_jid] = prosody.full_sessions[real_jid];
	end
	return found;
end

-- Whether one of the occupant's sessions has a flag of the token.
function lib.has_flag(occupant, flag)
	for _, session in pairs(lib.sessions(occupant)) do
		if lib.context(session)[flag] then return true; end
	end
	return false;
end

-- Rooms

-- Calls `attach(muc, rooms)` once the rooms' host is there: its module context, and mod_muc's functions.
-- A module that several hosts load for the same rooms is attached once.
function lib.on_muc(attach)
	local host = muc_host();
	if not host then
		module:log("error", "main_muc is not set, so there are no rooms to work on");
		return;
	end
	local attached = module:shared("/*/confomeet/attached");
	local key = module:get_name() .. " " .. host;
	local function try()
		local rooms = prosody.hosts[host] and prosody.hosts[host].modules.muc;
		if not rooms or attached[key] then return; end
		attached[key] = module.host;
		attach(module:context(host), rooms);
	end
	function module.unload()
		if attached[key] == module.host then attached[key] = nil; end
	end
	local function wait()
		module:context(host):hook("module-loaded", function (event)
			if event.module == "muc" then try(); end
		end);
	end
	if prosody.hosts[host] then
		wait();
	else
		module:hook_global("host-activated", function (activated)
			if activated == host then wait(); try(); end
		end);
	end
	try();
end

-- The room that a breakout room belongs to; nil for other rooms.
function lib.main_room(room)
	local host = prosody.hosts[main_rooms_host() or ""];
	local rooms = host and host.modules.muc;
	if not rooms then return nil; end
	if not room.confomeet_main_room then
		for main in rooms.live_rooms() do
			if (main._data.breakout_rooms or {})[room.jid] ~= nil then room.confomeet_main_room = main.jid; end
		end
	end
	return room.confomeet_main_room and rooms.get_room_from_jid(room.confomeet_main_room);
end

-- Whether a host that belongs to the rooms has a module.
function lib.is_loaded(name)
	for _, host in ipairs(related_hosts()) do
		local there = prosody.hosts[host];
		if there and there.modules[name] then return true; end
	end
	return false;
end

-- Tenants: upstream's domain mapper shows [tenant]room@muc.example.com to clients as room@muc.tenant.example.com

local function mapper()
	local base = lib.is_loaded("muc_domain_mapper") and lib.option("string", "muc_mapper_domain_base");
	if not base then return nil; end
	local prefix = lib.option("string", "muc_mapper_domain_prefix", "conference");
	return prefix, base, lib.option("string", "muc_mapper_domain", prefix .. "." .. base);
end

-- The JID that Prosody has for what a client calls it.
function lib.internal_jid(visible)
	local prefix, base, rooms = mapper();
	local node, host, resource = jid.split(visible);
	if not prefix or not node then return visible; end
	local head, tail = prefix .. ".", "." .. base;
	if host:sub(1, #head) ~= head or host:sub(-#tail) ~= tail then return visible; end
	local tenant = host:sub(#head + 1, -#tail - 1);
	if tenant == "" or tenant:find(".", 1, true) then return visible; end
	return jid.join("[" .. tenant .. "]" .. node, rooms, resource);
end

-- The JID that clients have for a room or an occupant of Prosody's.
function lib.visible_jid(internal)
	local prefix, base, rooms = mapper();
	local node, host, resource = jid.split(internal);
	if not prefix or not node or host ~= rooms then return internal; end
	local tenant, name = node:match("^%[([^%]]+)%](.+)$");
	return tenant and jid.join(name, prefix .. "." .. tenant .. "." .. base, resource) or internal;
end

-- Who was sent back to the lobby: mod_kick_back_to_lobby remembers it, mod_auto_lobby asks.

local function sent_back(room)
	room.confomeet_sent_back = room.confomeet_sent_back or { jids = {}, people = {} };
	return room.confomeet_sent_back;
end

-- Remembers an occupant by his JID, and by the person, who may come with a new connection.
function lib.send_back(room, occupant)
	local memory = sent_back(room);
	memory.jids[occupant.bare_jid] = true;
	for _, session in pairs(lib.sessions(occupant)) do
		if lib.is_known_person(lib.context(session)) then table.insert(memory.people, lib.context(session)); end
	end
end

function lib.was_sent_back(room, bare_jid, context)
	local memory = sent_back(room);
	if memory.jids[bare_jid] then return true; end
	for _, person in ipairs(memory.people) do
		if lib.is_same_person(person, context) then return true; end
	end
	return false;
end

-- Forgets somebody who is let in again.
function lib.let_in_again(room, bare_jid, context)
	local memory = sent_back(room);
	memory.jids[bare_jid] = nil;
	for place = #memory.people, 1, -1 do
		if lib.is_same_person(memory.people[place], context) then table.remove(memory.people, place); end
	end
end

-- The state of rooms by JID, forgotten when a room ends: `states(room)` is the room's table.
function lib.states(muc)
	local states = {};
	-- After the handlers that may still need it, and before mod_muc's last one (-10).
	muc:hook("muc-room-destroyed", function (event) states[event.room.jid] = nil; end, -5);
	return function (room)
		if not states[room.jid] then states[room.jid] = {}; end
		return states[room.jid];
	end
end

-- Gives the room a lobby that lasts, if that can be; false without mod_muc_lobby_rooms.
function lib.create_lobby(room)
	if not lib.is_loaded("muc_lobby_rooms") then return false; end
	local lasting = lib.is_loaded("persistent_lobby");
	local shared = module:shared("/*/confomeet/warned");
	if not lasting and not shared.persistent_lobby then
		shared.persistent_lobby = true;
		module:log("warn", "persistent_lobby is not loaded: a lobby ends when jicofo leaves, though people wait in it");
	end
	local was_members_only = room:get_members_only();
	local event = lasting and "create-persistent-lobby-room" or "create-lobby-room";
	local ok, problem = pcall(prosody.events.fire_event, event, { room = room });
	if ok and room._data.lobbyroom then return true; end
	module:log("warn", "The lobby of %s could not be made: %s", room.jid, problem or "no reason given");
	room:set_members_only(was_members_only);
	return false;
end

-- Lets a real JID into a members-only room, unless it is banned or may enter anyway.
function lib.admit(room, occupant)
	local affiliation = room:get_affiliation(occupant.bare_jid);
	if affiliation and affiliation ~= "none" then return; end
	if room:set_affiliation(true, occupant.bare_jid, "member") then
		occupant.role = room:get_default_role("member");
	end
end

-- The backend

local function is_passing(status)
	return status == 0 or status == 408 or status == 429 or status >= 500 and status < 600;
end

-- The backend answers 200 to what failed as well, and says so in JSON: a negative id, the result false, and a code,
-- which is one of HTTP's. Gives that code; nil if the answer tells of no failure.
local function failure_in(body)
	local ok, answer = pcall(json.decode, body);
	if not ok or type(answer) ~= "table" then return nil; end
	if answer.result ~= false and not (type(answer.id) == "number" and answer.id < 0) then return nil; end
	local code = tonumber(answer.code) or 500;
	return (code < 200 or code >= 300) and code or nil;
end

-- A queue of JSON documents for one URL: in order, one request at a time, bounded; nobody ever waits for it.
-- Options are named after the prefix: `_timeout` 5 s for an answer, `_queue_size` 1000, `_max_attempts` 5,
-- `_retry_delay` 1 s before the second attempt, doubled for every further one up to 30 s.
-- Gives `push(document, what)`; nil, with an error in the log, if the URL is none.
function lib.queue(prefix)
	local url = lib.option("string", prefix .. "_url");
	if not (url and url:match("^https?://[^/]")) then
		module:log("error", "%s_url has to be an http or https URL; nothing will be reported", prefix);
		return nil;
	end
	local timeout = lib.number(prefix .. "_timeout", 5, 0.01);
	local size = lib.number(prefix .. "_queue_size", 1000, 1);
	local max_attempts = lib.number(prefix .. "_max_attempts", 5, 1);
	local retry_delay = lib.number(prefix .. "_retry_delay", 1, 0.01);

	-- Waiting are items[first] … items[last]; the one that is being sent is not among them.
	local items, first, last = {}, 1, 0;
	local sending, pausing = false, false;
	local failures, overflown = 0, 0;
	local send;

	local function overflow(item)
		overflown = overflown + 1;
		local level = (overflown == 1 or overflown % 100 == 0) and "warn" or "debug";
		module:log(level, "The queue of %d is full: %s was dropped, %d in all", size, item.what, overflown);
	end

	local function retry(item, reason)
		failures = failures + 1;
		local delay = math.min(30, retry_delay * 2 ^ math.min(failures - 1, 20));
		module:log(failures == 1 and "warn" or "debug", "The backend did not take %s (%s); the next attempt is in %g s",
			item.what, reason, delay);
		if item.attempts >= max_attempts then
			module:log("warn", "%s was dropped after %d attempts", item.what, item.attempts);
		elseif last - first + 1 >= size then
			overflow(item);
		else
			first = first - 1;
			items[first] = item;
		end
		pausing = true;
		module:add_timer(delay, function ()
			pausing = false;
			send();
		end);
	end

	-- `body` is the answer's, or why there is none.
	local function settle(item, status, body)
		sending = false;
		local code = status >= 200 and status < 300 and failure_in(body);
		local said = "status " .. status .. (code and ", in it code " .. code or "");
		if is_passing(code or status) then
			retry(item, status == 0 and body or said);
			return;
		end
		if failures > 0 or overflown > 0 then
			module:log("info", "The backend answers again; %d events were dropped from the full queue", overflown);
		end
		failures, overflown = 0, 0;
		if code or status < 200 or status >= 300 then
			module:log("warn", "The backend refused %s with %s; it was dropped", item.what, said);
		end
		send();
	end

	function send()
		if sending or pausing or first > last then return; end
		local item = items[first];
		items[first] = nil;
		first = first + 1;
		sending = true;
		item.attempts = item.attempts + 1;

		local settled, request, timer = false, nil, nil;
		local function finish(status, body)
			if settled then return; end
			settled = true;
			timer:stop();
			settle(item, status, body);
		end
		timer = module:add_timer(timeout, function ()
			-- net.http itself waits for minutes. The callback finds the attempt settled.
			if request and request.conn then http.destroy_request(request); end
			finish(0, "no answer in " .. timeout .. " s");
		end);
		local options = {
			method = "POST", body = item.body, headers = { ["Content-Type"] = "application/json" }, suppress_url = true,
		};
		local ok, result = pcall(http.request, url, options, function (body, status)
			finish(tonumber(status) or 0, type(body) == "string" and body or "no reason given");
		end);
		if ok then request = result; else finish(0, tostring(result)); end
	end

	return function (document, what)
		local ok, body = pcall(json.encode, document);
		if not ok or type(body) ~= "string" then
			module:log("warn", "%s can't be written as JSON; it was dropped", what);
			return;
		end
		if last - first + 1 >= size then
			overflow(items[first]);
			items[first] = nil;
			first = first + 1;
		end
		last = last + 1;
		items[last] = { body = body, what = what, attempts = 0 };
		send();
	end
end

-- Reports events of conferences to conference_logger_url; nil if that is not set right.
-- An event has `type`, `room`, `from`, `to`, `message`, and perhaps `kind`, `participant_guid`, `user_id`.
function lib.reporter()
	local push = lib.queue("conference_logger");
	return push and function (event)
		local meeting = jid.node(event.room.jid) or event.room.jid;
		push({
			type = event.type, from = event.from, to = event.to, kind = event.kind or "presence",
			meetingId = meeting, message = event.message or "",
			event_id = uuid.generate(), timestamp = datetime.datetime(),
			participant_guid = event.participant_guid or "", user_id = event.user_id or "",
		}, event.type .. " of " .. meeting);
	end
end

-- What the backend reads of somebody who goes: the e-mail address is what follows the last `>`.
function lib.leaving_message(stanza, email)
	return tostring(stanza) .. (email or ""):gsub("[<>]", "");
end

return lib;
