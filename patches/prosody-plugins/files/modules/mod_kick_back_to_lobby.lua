-- Lets a moderator send somebody back to the lobby, to be let in again or not.
--
-- The moderator's client sends an IQ of type set to the room's bare JID:
--   <kick-back-to-lobby xmlns='confomeet/lobby' participant='JID'><reason xmlns='confomeet/lobby'>…</reason></…>
-- with the JID in the room as clients see it, or the real one, and gets a result, or an error: forbidden (no moderator
-- of the room), item-not-found (no such room or participant), bad-request (no participant), not-allowed (oneself, a
-- moderator, a recorder), feature-not-implemented (no lobby to be had). The participant's client gets the element from
-- the room, with <lobbyroom> and <reason>, and <reason> once more beside it, where ConfOMeet's client looks for it. The
-- participant loses his membership, and leaves the room with status 321. A room without a lobby gets one; the others
-- stay, as members.
--
-- Options:
--   conference_logger_url   if set, an event occupant_leaving_lobby is reported; see mod_conf_http_log
-- Enable it on the main host: XMPP_MODULES, and there upstream's muc_lobby_rooms (ENABLE_LOBBY) and persistent_lobby.

local lib = module:require "confomeet";
local jid = require "util.jid";
local st = require "util.stanza";
local uuid = require "util.uuid";

local xmlns = "confomeet/lobby";
local above_member = { owner = true, admin = true };

-- Through the queue of mod_conf_http_log, so that the order holds; without that module through one of our own.
local own_report;
local function report(muc, event)
	if muc:fire_event("confomeet-report", event) or not lib.option("string", "conference_logger_url") then return; end
	if own_report == nil then own_report = lib.reporter() or false; end
	if own_report then own_report(event); end
end

-- The participant that an IQ names, in the room or by the real JID.
local function find_target(room, named)
	local prepped = jid.prep(named);
	if not prepped then return nil; end
	return room:get_occupant_by_nick(lib.internal_jid(prepped)) or room:get_occupant_by_real_jid(prepped);
end

local function is_protected(room, actor, target)
	return target.nick == actor.nick or lib.is_exempt(target.bare_jid) or target.role == "moderator"
		or above_member[room:get_affiliation(target.bare_jid) or "none"] or lib.has_flag(target, "moderator");
end

local function send_notice(room, target, reason)
	for real_jid in target:each_session() do
		module:send(st.iq({ type = "set", id = uuid.generate(), from = room.jid, to = real_jid })
			:tag("kick-back-to-lobby", { xmlns = xmlns, participant = lib.visible_jid(target.nick) })
				:text_tag("lobbyroom", room._data.lobbyroom)
				:text_tag("reason", reason):up()
			:text_tag("reason", reason, { xmlns = xmlns }));
	end
end

local function remove(room, target)
	local affiliation = room:get_affiliation(target.bare_jid);
	if not affiliation or affiliation == "none" then
		-- Only who loses something is made to leave.
		room:set_affiliation(true, target.bare_jid, "member");
	end
	room:set_affiliation(true, target.bare_jid, "none");
end

lib.on_muc(function (muc, rooms)
	local function report_target(room, target)
		for real_jid, session in pairs(lib.sessions(target)) do
			local context = lib.context(session);
			local presence = target:get_presence(real_jid);
			local stanza = st.presence({ type = "unavailable", from = real_jid, to = target.nick });
			report(muc, {
				type = "occupant_leaving_lobby", room = room, from = real_jid, to = target.nick,
				message = lib.leaving_message(stanza, lib.email(context, presence)),
				participant_guid = context.participant_guid, user_id = context.user_id,
			});
		end
	end

	muc:hook("iq-set/bare/" .. xmlns .. ":kick-back-to-lobby", lib.guard(function (event)
		local origin, stanza = event.origin, event.stanza;
		local function refuse(kind, condition, text)
			origin.send(st.error_reply(stanza, kind, condition, text));
			return true;
		end

		local room = rooms.get_room_from_jid(jid.bare(stanza.attr.to));
		if not room then return refuse("cancel", "item-not-found", "There is no such conference"); end
		local actor = room:get_occupant_by_real_jid(stanza.attr.from);
		if not actor or actor.role ~= "moderator" then
			return refuse("auth", "forbidden", "Only a moderator may do this");
		end
		local request = stanza:get_child("kick-back-to-lobby", xmlns);
		local named = request.attr.participant;
		if not named or named == "" then
			return refuse("modify", "bad-request", "The attribute participant is missing");
		end
		local target = find_target(room, named);
		if not target then return refuse("cancel", "item-not-found", "There is no such participant"); end
		if is_protected(room, actor, target) then
			return refuse("cancel", "not-allowed", "This participant can't be sent to the lobby");
		end
		if not room._data.lobbyroom and not lib.create_lobby(room) then
			return refuse("cancel", "feature-not-implemented", "There is no lobby");
		end

		lib.send_back(room, target);
		send_notice(room, target, request:get_child_text("reason", xmlns) or "");
		report_target(room, target);
		remove(room, target);
		origin.send(st.reply(stanza));
		module:log("info", "%s was sent back to the lobby of %s", target.nick, room.jid);
		return true;
	end));

	-- Who is let in again is like everybody else.
	muc:hook("muc-invite", lib.guard(function (event)
		local invitee = jid.prep(event.stanza.attr.to);
		if not invitee then return; end
		lib.let_in_again(event.room, jid.bare(invitee), lib.context(prosody.full_sessions[invitee]));
	end));
end);
