-- Makes those moderators whom the backend names, and nobody else.
--
-- With token authentication jicofo makes every user an owner of the room. This module refuses that, and makes owners of
-- those with the flag moderator, from their first presence on. Somebody without the flag who is moderator after a
-- join, by whatever means, becomes a member or nothing again. What a human moderator grants stays granted, in the
-- breakout rooms of that conference as well.
--
-- Options:
--   grant_moderator_allow_manual   whether a moderator may make others moderators; default true
-- Enable it on the rooms: XMPP_MUC_MODULES, and on the breakout rooms: XMPP_BREAKOUT_MUC_MODULES, because jicofo does
-- the same there. It needs mod_confomeet_context on the main host.

local lib = module:require "confomeet";
local jid = require "util.jid";

local allow_manual = lib.option("boolean", "grant_moderator_allow_manual", true);
local above_member = { owner = true, admin = true };

-- Whether one of an account's sessions has the flag.
local function is_flagged(bare_jid)
	local account = prosody.bare_sessions[bare_jid];
	for _, session in pairs(account and account.sessions or {}) do
		if lib.context(session).moderator then return true; end
	end
	return false;
end

lib.on_muc(function (muc)
	-- On the room, because the module is another one for breakout rooms.
	local function is_granted(room, bare_jid)
		local main = lib.main_room(room);
		return (room.confomeet_granted or {})[bare_jid] == true
			or main ~= nil and (main.confomeet_granted or {})[bare_jid] == true;
	end

	muc:hook("muc-occupant-pre-join", lib.guard(function (event)
		local room, occupant = event.room, event.occupant;
		if lib.is_service_room(room) or lib.is_exempt(occupant.bare_jid) then return; end
		if not lib.context(lib.joining(event)).moderator then return; end
		if room:get_affiliation(occupant.bare_jid) == "outcast" then return; end
		if room:set_affiliation(true, occupant.bare_jid, "owner") then
			occupant.role = "moderator";
		end
	end), 4);

	-- Whether somebody may be made a moderator by somebody else; nil is the server itself, which may do anything.
	local function is_refused(room, actor, target)
		if not actor or lib.is_service_room(room) or lib.is_exempt(target) or is_flagged(target) then return false; end
		return lib.is_exempt(actor) or not allow_manual;
	end

	-- Before upstream's mod_jitsi_permissions (0), which hands out what the actor may do before it is known whether the
	-- affiliation will be set; what is returned keeps the event from it.
	muc:hook("muc-pre-set-affiliation", lib.guard(function (event)
		local target = jid.bare(event.jid);
		if not target or not above_member[event.affiliation] or not is_refused(event.room, event.actor, target) then
			return nil;
		end
		event.allowed = false;
		module:log("debug", "Nobody is made %s of %s without the flag", event.affiliation, event.room.jid);
		return true;
	end), 100);

	-- What a moderator gives is given, and what he takes away is taken.
	muc:hook("muc-set-affiliation", lib.guard(function (event)
		local room, actor, target = event.room, event.actor, jid.bare(event.jid);
		if not actor or not target then return; end
		if not above_member[event.affiliation] then
			(room.confomeet_granted or {})[target] = nil;
		elseif not lib.is_exempt(actor) then
			room.confomeet_granted = room.confomeet_granted or {};
			room.confomeet_granted[target] = true;
		end
	end));

	muc:hook("muc-pre-set-role", lib.guard(function (event)
		if event.role ~= "moderator" or not event.occupant then return; end
		if is_refused(event.room, event.actor, event.occupant.bare_jid) then
			event.allowed, event.error, event.condition = false, "cancel", "not-allowed";
			return true;
		end
	end), 100);

	-- Before mod_jibri_autostart looks who is a moderator.
	muc:hook("muc-occupant-joined", lib.guard(function (event)
		local room, bare_jid = event.room, event.occupant.bare_jid;
		if lib.is_service_room(room) or lib.is_exempt(bare_jid) then return; end
		if lib.has_flag(event.occupant, "moderator") or is_granted(room, bare_jid) then return; end
		if above_member[room:get_affiliation(bare_jid) or "none"] then
			-- Without any affiliation one is thrown out of a room for members only.
			room:set_affiliation(true, bare_jid, room:get_members_only() and "member" or "none");
		end
		if room:get_role(event.nick) == "moderator" then
			room:set_role(true, event.nick, "participant");
		end
	end), 5);
end);
