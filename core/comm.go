package core

import "qqmusicpm/internal/jsondoc"

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
	// musicID is the account it was given for.
	musicID string
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

// commSize is room enough for nearly every comm.
const commSize = 512

// AppendComm appends the "comm" object of a request: who is asking, from which
// device (docs/protocol.md §2). The device's fields are sent as they are.
func AppendComm(dst []byte, credential Credential, device DeviceProfile, session GatewaySession) []byte {
	if dst == nil {
		dst = make([]byte, 0, commSize)
	}
	w := jsondoc.Writer{Text: dst}
	writeComm(&w, &credential, &device, &session)
	return w.Text
}

func writeComm(w *jsondoc.Writer, credential *Credential, device *DeviceProfile, session *GatewaySession) {
	w.Raw(commHead)
	writeGiven(w, `,"qq":`, credential.MusicID)
	writeGiven(w, `,"authst":`, credential.MusicKey)
	if loginType := credential.loginType(); loginType != 0 {
		w.Raw(`,"tmeLoginType":`)
		w.Int(loginType)
	}
	w.Member(`,"QIMEI":`, device.QIMEI)
	w.Member(`,"QIMEI36":`, device.QIMEI36)
	w.Member(`,"OpenUDID":`, device.OpenUDID)
	w.Member(`,"OpenUDID2":`, device.OpenUDID)
	w.Member(`,"udid":`, device.OpenUDID)
	w.Member(`,"aid":`, device.AndroidID)
	writeGiven(w, `,"uid":`, session.UID)
	writeGiven(w, `,"sid":`, session.SID)
	w.Member(`,"os_ver":`, device.OSVersion)
	w.Member(`,"phonetype":`, device.Model)
	w.Raw(`,"devicelevel":"`)
	w.Int(device.SDKLevel)
	w.Raw(`","newdevicelevel":"`)
	w.Int(device.SDKLevel)
	w.Member(`","rom":`, device.Fingerprint)
	w.Byte('}')
}

// writeGiven writes a member unless its value is empty.
//
//go:noinline // it stands in many places
func writeGiven(w *jsondoc.Writer, before, value string) {
	if value != "" {
		w.Member(before, value)
	}
}
