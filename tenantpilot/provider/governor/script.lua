-- The arithmetic of buckets.py, for all workers at once. KEYS: buckets.
-- ARGV: kind (admit|learn), now in ms ("" for Redis' own clock), background (1|0), pause in ms,
--       slots, background share, the same behind people, person ms, recovery ms, smallest share,
--       then limit, slot width in ms and cost for each key.
local now = tonumber(ARGV[2])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local background = ARGV[3] == '1'
local pause, slots = tonumber(ARGV[4]), tonumber(ARGV[5])
local share_of_background, share_behind = tonumber(ARGV[6]), tonumber(ARGV[7])
local person, recovery, smallest = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])

local function read(key, width)
  local state = {counts = {}, order = {}, used = 0, paused = 0, share = 1, share_at = 0, person = 0}
  local oldest = math.floor(now / width) - slots
  local raw = redis.call('HGETALL', key)
  for i = 1, #raw, 2 do
    local name, value = raw[i], tonumber(raw[i + 1])
    local slot = tonumber(name)
    if not slot then
      state[name] = value
    elseif slot < oldest then
      redis.call('HDEL', key, name)
    else
      state.counts[slot] = value
      state.used = state.used + value
      table.insert(state.order, slot)
    end
  end
  table.sort(state.order)
  return state
end

local function most_of(state, limit, behind_people)
  local grown = math.min(1, state.share + (now - state.share_at) / recovery)
  local most = math.max(1, math.floor(limit * grown))
  if not behind_people then return most end
  if state.person > now then return math.floor(most * share_behind) end
  return math.max(1, math.floor(most * share_of_background))
end

local function wait_of(state, limit, width, cost)
  if state.paused > now then return state.paused - now end
  local most = most_of(state, limit, background)
  if most == 0 then return math.max(1, state.person - now) end
  cost = math.min(cost, most)
  if state.used + cost <= most then return 0 end
  local used = state.used
  for _, slot in ipairs(state.order) do
    used = used - state.counts[slot]
    if used + cost <= most then return math.max(0, (slot + slots + 1) * width - now) end
  end
  return 1
end

local function keep(key, width, state)
  local longest = math.max(width * (slots + 2), state.paused - now, state.person - now)
  if state.share < 1 then longest = math.max(longest, recovery) end
  redis.call('PEXPIRE', key, math.ceil(longest))
end

local states, waits, longest = {}, {}, 0
for i, key in ipairs(KEYS) do
  local limit, width, cost = tonumber(ARGV[8 + 3 * i]), tonumber(ARGV[9 + 3 * i]), tonumber(ARGV[10 + 3 * i])
  states[i] = read(key, width)
  if ARGV[1] == 'admit' then
    waits[i] = wait_of(states[i], limit, width, cost)
    longest = math.max(longest, waits[i])
  end
end
for i, key in ipairs(KEYS) do
  local limit, width, cost = tonumber(ARGV[8 + 3 * i]), tonumber(ARGV[9 + 3 * i]), tonumber(ARGV[10 + 3 * i])
  local state = states[i]
  if ARGV[1] == 'learn' then
    if now >= state.paused then
      local sent = math.min(state.used, most_of(state, limit, false))
      state.share, state.share_at = math.max(smallest, sent / 2 / limit), now
      redis.call('HSET', key, 'share', string.format('%.17g', state.share), 'share_at', string.format('%.0f', now))
    end
    state.paused = math.max(state.paused, now + pause)
    redis.call('HSET', key, 'paused', string.format('%.0f', state.paused))
    keep(key, width, state)
  elseif longest == 0 then
    redis.call('HINCRBY', key, string.format('%.0f', math.floor(now / width)), cost)
    keep(key, width, state)
  elseif waits[i] > 0 and not background then
    state.person = math.max(state.person, now + waits[i] + person)
    redis.call('HSET', key, 'person', string.format('%.0f', state.person))
    keep(key, width, state)
  end
end
return longest
