package core

import "qqmusicpm/internal/small/time"

// Dialect is how one version of the phone app speaks: what it says of itself in
// every request, and how it asks for a gateway session (docs/protocol.md §2 and §3).
type Dialect string

// The dialects that are known.
const (
	// Dialect20_9 is what the documented client speaks since its 0.8.0. It is the default.
	Dialect20_9 Dialect = "20.9"
	// Dialect14_9 is what it spoke before.
	Dialect14_9 Dialect = "14.9"
)

// dialect is the declaration of one: another version of the app is one more value of this type.
type dialect struct {
	name Dialect
	// version is the app's, which cv and v say.
	version string
	// osVersion and model are the phone that it is said to run on.
	osVersion, model string
	// sdkLevel is that phone's Android API level, 0 when the dialect does not send it.
	sdkLevel int64
	// fingerprint is what stands before and behind the number in that phone's build fingerprint, empty when the dialect does not send it.
	fingerprint struct{ head, tail string }
	// texts says that every value of comm is a string.
	texts bool
	// entities says that the model is written with XML entities.
	entities bool
	comm     []commMember
	session  sessionRule
}

// commMember is a member of comm, in the order in which they are written.
type commMember struct {
	name string
	from commSource
	// fixed is the value of a member that is always the same.
	fixed string
	// number says that its value is a number, where the dialect has numbers.
	number bool
	// optional says that it is left out when it has no value.
	optional bool
}

// commSource says where the value of a member of comm comes from.
type commSource uint8

const (
	fromFixed commSource = iota
	fromVersion
	fromMusicID
	fromMusicKey
	fromLoginType
	fromQIMEI
	fromQIMEI36
	fromTraceID
	fromOpenUDID
	fromOpenUDID2
	fromAndroidID
	fromUID
	fromSID
	fromOSVersion
	fromModel
	fromSDKLevel
	fromFingerprint
)

// sessionRule says how gateway sessions are asked for.
type sessionRule struct {
	// ofDevice says that a session belongs to the device: it is asked for without the login and is good for all
	// accounts. Otherwise it belongs to one account.
	ofDevice bool
	// first and renewal are what is sent as the caller.
	first, renewal int64
	// lifetime is how long a session is good, 0 for the calendar day in China.
	lifetime time.Duration
	// refusalPause is how long calls go without a session that was refused, 0 when they fail with the refusal.
	refusalPause time.Duration
}

// Source: docs/protocol.md §2 and §3.
var dialects = [...]dialect{
	{
		name: Dialect20_9, version: "20090008", osVersion: "15", model: "V2408A", texts: true, entities: true,
		comm: []commMember{
			{name: "ct", fixed: "11"}, {name: "cv", from: fromVersion}, {name: "v", from: fromVersion},
			{name: "tmeAppID", fixed: "qqmusic"}, {name: "chid", fixed: "10003505"},
			{name: "qq", from: fromMusicID, optional: true}, {name: "authst", from: fromMusicKey, optional: true}, {name: "tmeLoginType", from: fromLoginType, optional: true},
			{name: "QIMEI36", from: fromQIMEI36}, {name: "traceid", from: fromTraceID},
			{name: "OpenUDID", from: fromOpenUDID}, {name: "OpenUDID2", from: fromOpenUDID2}, {name: "udid", from: fromOpenUDID},
			{name: "aid", from: fromAndroidID}, {name: "uid", from: fromUID, optional: true}, {name: "sid", from: fromSID, optional: true},
			{name: "os_ver", from: fromOSVersion}, {name: "phonetype", from: fromModel},
		},
		session: sessionRule{ofDevice: true, first: 2, renewal: 1, refusalPause: 60 * time.Second},
	},
	{
		name: Dialect14_9, version: "14090008", osVersion: "10", model: "MI 6", sdkLevel: 29,
		fingerprint: struct{ head, tail string }{"xiaomi/iarim/sagit:10/eomam.200122.001/", ":user/release-keys"},
		comm: []commMember{
			{name: "ct", fixed: "11", number: true}, {name: "cv", from: fromVersion, number: true}, {name: "v", from: fromVersion, number: true},
			{name: "tmeAppID", fixed: "qqmusic"}, {name: "chid", fixed: "10003505"},
			{name: "qq", from: fromMusicID, optional: true}, {name: "authst", from: fromMusicKey, optional: true}, {name: "tmeLoginType", from: fromLoginType, number: true, optional: true},
			{name: "QIMEI", from: fromQIMEI}, {name: "QIMEI36", from: fromQIMEI36},
			{name: "OpenUDID", from: fromOpenUDID}, {name: "OpenUDID2", from: fromOpenUDID}, {name: "udid", from: fromOpenUDID},
			{name: "aid", from: fromAndroidID}, {name: "uid", from: fromUID, optional: true}, {name: "sid", from: fromSID, optional: true},
			{name: "os_ver", from: fromOSVersion}, {name: "phonetype", from: fromModel},
			{name: "devicelevel", from: fromSDKLevel}, {name: "newdevicelevel", from: fromSDKLevel}, {name: "rom", from: fromFingerprint},
		},
		session: sessionRule{lifetime: 86400 * time.Second},
	},
}

// dialectNumber is the place of a dialect in dialects. A pointer would bring the types of the declaration into the WebAssembly module.
type dialectNumber uint8

// dialectOf finds a dialect by its name, the default one by "".
func dialectOf(name Dialect) (n dialectNumber, ok bool) {
	for i := range dialects {
		if dialects[i].name == name || name == "" {
			return dialectNumber(i), true
		}
	}
	return 0, false
}

func (n dialectNumber) declared() *dialect { return &dialects[n] }

// chinaDay returns the number of the calendar day in China, which is always 8 hours ahead of UTC.
func chinaDay(now time.Duration) int64 {
	const day = 24 * 3600 * 1000
	ms := now.Milliseconds() + day/3
	if ms < 0 {
		ms -= day - 1
	}
	return ms / day
}
