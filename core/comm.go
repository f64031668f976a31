package core

import (
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
	// created is when it was given, in Unix milliseconds.
	created int64
}

// UserAgent returns the protocol's User-Agent header.
func UserAgent(device DeviceProfile) string {
	return "QQMusic " + digits(clientVersion) + "(android " + device.OSVersion + ")"
}

// commForm is how a member of comm is written; only commText stays when it is empty.
type commForm uint8

const (
	commText commForm = iota
	commGivenText
	commNumber
)

// AppendComm appends the "comm" object of a request: who is asking, from which
// device (docs/protocol.md §2). The device's fields are sent as they are.
func AppendComm(dst []byte, credential Credential, device DeviceProfile, session GatewaySession) []byte {
	version, level := digits(clientVersion), digits(device.SDKLevel)
	loginType := ""
	if n := credential.loginType(); n != 0 {
		loginType = digits(n)
	}
	dst = append(dst, '{')
	for _, m := range [...]struct {
		name, value string
		form        commForm
	}{
		{"ct", digits(clientType), commNumber},
		{"cv", version, commNumber},
		{"v", version, commNumber},
		{"tmeAppID", appID, commText},
		{"chid", channelID, commText},
		{"qq", credential.MusicID, commGivenText},
		{"authst", credential.MusicKey, commGivenText},
		{"tmeLoginType", loginType, commNumber},
		{"QIMEI", device.QIMEI, commText},
		{"QIMEI36", device.QIMEI36, commText},
		{"OpenUDID", device.OpenUDID, commText},
		{"OpenUDID2", device.OpenUDID, commText},
		{"udid", device.OpenUDID, commText},
		{"aid", device.AndroidID, commText},
		{"uid", session.UID, commGivenText},
		{"sid", session.SID, commGivenText},
		{"os_ver", device.OSVersion, commText},
		{"phonetype", device.Model, commText},
		{"devicelevel", level, commText},
		{"newdevicelevel", level, commText},
		{"rom", device.Fingerprint, commText},
	} {
		switch {
		case m.value == "" && m.form != commText:
		case m.form == commNumber:
			dst = appendMember(dst, m.name, []byte(m.value))
		default:
			dst = appendMember(dst, m.name, jsondoc.AppendQuoted(nil, m.value))
		}
	}
	return append(dst, '}')
}
