package core

import (
	"strconv"

	"qqmusicpm/core/internal/jsondoc"
)

// What the Android client calls itself. Source: docs/protocol.md §2.
const (
	clientType    = 11
	clientVersion = 14090008
	channelID     = "10003505"
	appID         = "qqmusic"
)

// GatewaySession is what GetSession gave for one account (网关会话). The zero value means that it has not run.
type GatewaySession struct {
	// UID and SID identify the session; they are sent with every call.
	UID, SID string
	_        incomparable
	// created is when it was given, in Unix milliseconds.
	created int64
}

// UserAgent returns the protocol's User-Agent header.
func UserAgent(device DeviceProfile) string {
	return "QQMusic " + digits(clientVersion) + "(android " + device.OSVersion + ")"
}

// commHead starts every comm: what never changes in it.
var commHead = func() string {
	version := digits(clientVersion)
	return `{"ct":` + digits(clientType) + `,"cv":` + version + `,"v":` + version + `,"tmeAppID":"` + appID + `","chid":"` + channelID + `"`
}()

// AppendComm appends the "comm" object of a request: who is asking, from which
// device (docs/protocol.md §2). The device's fields are sent as they are.
func AppendComm(dst []byte, credential Credential, device DeviceProfile, session GatewaySession) []byte {
	if dst == nil {
		// This function is inlined, so a comm that only goes into a request stays on its caller's stack.
		dst = make([]byte, 0, 512)
	}
	return appendComm(dst, &credential, &device, &session)
}

func appendComm(dst []byte, credential *Credential, device *DeviceProfile, session *GatewaySession) []byte {
	dst = append(dst, commHead...)
	dst = appendGiven(dst, `,"qq":`, credential.MusicID)
	dst = appendGiven(dst, `,"authst":`, credential.MusicKey)
	if loginType := credential.loginType(); loginType != 0 {
		dst = appendNumber(dst, `,"tmeLoginType":`, loginType)
	}
	dst = jsondoc.AppendMember(dst, `,"QIMEI":`, device.QIMEI)
	dst = jsondoc.AppendMember(dst, `,"QIMEI36":`, device.QIMEI36)
	dst = jsondoc.AppendMember(dst, `,"OpenUDID":`, device.OpenUDID)
	dst = jsondoc.AppendMember(dst, `,"OpenUDID2":`, device.OpenUDID)
	dst = jsondoc.AppendMember(dst, `,"udid":`, device.OpenUDID)
	dst = jsondoc.AppendMember(dst, `,"aid":`, device.AndroidID)
	dst = appendGiven(dst, `,"uid":`, session.UID)
	dst = appendGiven(dst, `,"sid":`, session.SID)
	dst = jsondoc.AppendMember(dst, `,"os_ver":`, device.OSVersion)
	dst = jsondoc.AppendMember(dst, `,"phonetype":`, device.Model)
	dst = appendNumber(dst, `,"devicelevel":"`, device.SDKLevel)
	dst = appendNumber(dst, `","newdevicelevel":"`, device.SDKLevel)
	dst = jsondoc.AppendMember(dst, `","rom":`, device.Fingerprint)
	return append(dst, '}')
}

// appendGiven appends a member unless its value is empty.
//
//go:noinline // it stands in many places
func appendGiven(dst []byte, before, value string) []byte {
	if value == "" {
		return dst
	}
	return jsondoc.AppendMember(dst, before, value)
}

//go:noinline // as appendGiven
func appendNumber(dst []byte, before string, n int64) []byte {
	return strconv.AppendInt(append(dst, before...), n, 10)
}
