-- Starts the recording of a conference when a moderator comes whose token has the flag autoRec.
--
-- Jicofo is asked in the moderator's name, once per conference: a recording that is stopped by hand stays stopped. If
-- no Jibri is free, or there is no answer, it is asked again as long as such a moderator is there.
-- A token whose context.features.recording is false forbids it.
--
-- Options:
--   jibri_autostart_max_attempts   how often jicofo is asked; default 5
--   jibri_autostart_retry_delay    seconds until it is asked again, doubled every time; default 5
--   jibri_autostart_timeout        seconds that jicofo may take to answer; default 30
--   recording_logger_url           gets a POST of {"meetingId": …} when a recording was started; default: none
--   recording_logger_timeout, _queue_size, _max_attempts, _retry_delay   as those of conference_logger_url
-- Enable it on the rooms: XMPP_MUC_MODULES. It needs mod_confomeet_context on the main host.

local lib = module:require "confomeet";
local jid = require "util.jid";
local st = require "util.stanza";
local uuid = require "util.uuid";

local max_attempts = lib.number("jibri_autostart_max_attempts", 5, 1);
local retry_delay = lib.number("jibri_autostart_retry_delay", 5, 0.01);
local timeout = lib.number("jibri_autostart_timeout", 30, 0.01);
local app_data = '{"file_recording_metadata":{"share":true}}';

local notify = lib.option("string", "recording_logger_url") and lib.queue("recording_logger");

-- Answers of jicofo's that may be other ones later.
local passing = {
	["service-unavailable"] = true, ["resource-constraint"] = true, ["remote-server-timeout"] = true,
	["not-allowed"] = true,
};

local function may_record(session)
	if not session then return false; end
	local context = lib.context(session);
	local features = session.jitsi_meet_context_features;
	local allowed = type(features) ~= "table" or not (features.recording == false or features.recording == "false");
	return context.moderator and context.autoRec and allowed;
end

-- A moderator in whose name a recording can be started, and jicofo's real JID.
local function find_parties(room)
	local moderator, focus;
	for nick, occupant in room:each_occupant() do
		for real_jid, session in pairs(lib.sessions(occupant)) do
			if lib.is_focus(real_jid) then
				focus = real_jid;
			elseif occupant.role == "moderator" and may_record(session) and not lib.is_exempt(real_jid) then
				moderator = nick;
			end
		end
	end
	return moderator, focus;
end

lib.on_muc(function (muc)
	local state_of = lib.states(muc);

	-- A room's recording is nil (idle), "requested" or "on".
	local function start(room, state)
		local moderator, focus = find_parties(room);
		if not moderator or not focus then
			state.recording, state.attempts = nil, 0;
			return;
		end
		state.recording, state.attempts = "requested", (state.attempts or 0) + 1;
		local iq = st.iq({ type = "set", id = uuid.generate(), from = moderator, to = focus })
			:tag("jibri", {
				xmlns = "http://jitsi.org/protocol/jibri", action = "start", recording_mode = "file", app_data = app_data,
			}):up();

		muc:send_iq(iq, nil, timeout):next(lib.guard(function ()
			state.recording = "on";
			module:log("info", "The recording of %s was started", room.jid);
			local meeting = jid.node(room.jid) or room.jid;
			if notify then notify({ meetingId = meeting }, "the recording of " .. meeting); end
		end), lib.guard(function (problem)
			local condition = type(problem) == "table" and problem.condition or tostring(problem);
			if condition == "unexpected-request" then
				state.recording = "on";
			elseif passing[condition] and state.attempts < max_attempts then
				local delay = retry_delay * 2 ^ (state.attempts - 1);
				module:log("info", "The recording of %s did not start (%s); jicofo is asked again in %g s",
					room.jid, condition, delay);
				module:add_timer(delay, lib.guard(function ()
					if not state.over then start(room, state); end
				end));
			else
				module:log("warn", "The recording of %s did not start: %s, after %d attempts",
					room.jid, condition, state.attempts);
				state.recording, state.attempts = nil, 0;
			end
		end));
	end

	-- After roles are what they stay.
	muc:hook("muc-occupant-joined", lib.guard(function (event)
		local room = event.room;
		if lib.is_service_room(room) then return; end
		local state, session = state_of(room), lib.joining(event);
		if not state.recording and (lib.is_focus(event.occupant.bare_jid) or may_record(session)) then
			start(room, state);
		end
	end), -5);

	muc:hook("muc-room-destroyed", lib.guard(function (event)
		state_of(event.room).over = true;
	end));
end);
