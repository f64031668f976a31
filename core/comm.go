package core

import (
	"strconv"

	"qqmusicpm/core/internal/jsondoc"
)

// What the Android client calls itself. Source: WIRE.md §2.
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
	// created is when it was given, in Unix milliseconds.
	created int64
}

// UserAgent returns the protocol's User-Agent header.
func UserAgent(device DeviceProfile) string {
	return "QQMusic " + strconv.Itoa(clientVersion) + "(android " + device.OSVersion + ")"
}

// AppendComm appends the "comm" object of a request: who is asking, from which
// device (WIRE.md §2). The device's fields are sent as they are.
func AppendComm(dst []byte, credential Credential, device DeviceProfile, session GatewaySession) []byte {
	version := strconv.AppendInt(nil, clientVersion, 10)
	dst = append(dst, '{')
	dst = appendMember(dst, "ct", strconv.AppendInt(nil, clientType, 10))
	dst = appendMember(dst, "cv", version)
	dst = appendMember(dst, "v", version)
	text := func(name, value string) { dst = appendMember(dst, name, jsondoc.AppendQuoted(nil, value)) }
	given := func(name, value string) {
		if value != "" {
			text(name, value)
		}
	}
	text("tmeAppID", appID)
	text("chid", channelID)
	given("qq", credential.MusicID)
	given("authst", credential.MusicKey)
	if loginType := credential.loginType(); loginType != 0 {
		dst = appendMember(dst, "tmeLoginType", strconv.AppendInt(nil, loginType, 10))
	}
	text("QIMEI", device.QIMEI)
	text("QIMEI36", device.QIMEI36)
	text("OpenUDID", device.OpenUDID)
	text("OpenUDID2", device.OpenUDID)
	text("udid", device.OpenUDID)
	text("aid", device.AndroidID)
	given("uid", session.UID)
	given("sid", session.SID)
	text("os_ver", device.OSVersion)
	text("phonetype", device.Model)
	level := strconv.FormatInt(device.SDKLevel, 10)
	text("devicelevel", level)
	text("newdevicelevel", level)
	text("rom", device.Fingerprint)
	return append(dst, '}')
}
