package core

import (
	"encoding/json"
	"strconv"
	"testing"
)

// fiftyMessages is an answer to getMessages as large as the gateway's.
func fiftyMessages() []byte {
	body := []byte(`{"code":0,"ts":1763800000123,"req_0":{"code":0,"data":{"has_more":1,"messages":[`)
	for i := range 50 {
		if i > 0 {
			body = append(body, ',')
		}
		n := strconv.Itoa(i + 10)
		body = append(body, `{"id":"11529215046068460`+n+`","meta_data":{"title":"","content":"第 `+n+` 条：今晚的演出你去吗？🎵 https://y.qq.com/n/ryqq/songDetail/0039MnYb0qxYhV",`+
			`"pic":"https://y.gtimg.cn/music/photo_new/T002R300x300M000003y8dsH2wBHlo.jpg","biz_id":"0039MnYb0qxYhV","biz_type":0,"url":"","width":0,"height":0,"Duration":0,"Size":0},`+
			`"client_key":"k`+n+`","from_user":{"avatar":"https://thirdqq.qlogo.cn/g?b=sdk&nk=abcdef&s=140","encrypt_uin":"oK6kowEAoK4z7eEk7v**","uin":"2837461905","identity_pic":"",`+
			`"nick":"听雨的猫","identity":0,"type":1,"is_concern":1},"time":17638000`+n+`,"state":0,"result":0,"tips":"","sequence":17638000001`+n+`,"show_type":0,"msg_type":0,"confirm":0,`+
			`"sort_time":17638000001234`+n+`,"complainTip":"","complainUrl":""}`...)
	}
	return append(body, `],"msg":"","session":null,"subcode":0,"end_msg_seq":1,"Attach":{},"PatInterval":0,"PatMap":{},"EncryptStar":"","LocationTips":"","NewMsgCnt":0}}}`...)
}

func BenchmarkPage(b *testing.B) {
	body := fiftyMessages()
	call, err := (&GetMessagesParams{}).NewCall()
	if err != nil {
		b.Fatal(err)
	}
	for _, side := range []struct {
		name string
		read func(*Answer) error
	}{
		{"public JSON", func(a *Answer) error { _, err := a.PublicJSON(); return err }},
		{"structs", func(a *Answer) error { _, err := decodeAnswer[MessagePage](a); return err }},
	} {
		b.Run(side.name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				answers, err := ParseResponse(body, call)
				if err == nil {
					err = side.read(&answers[0])
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("encoding/json into any", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var v any
			if err := json.Unmarshal(body, &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRequest(b *testing.B) {
	comm := AppendComm(nil, Credential{MusicID: "2837461905", MusicKey: "Q_H_L_key"}, DeviceProfile{}, GatewaySession{})
	b.ReportAllocs()
	for b.Loop() {
		call, err := (&GetMessagesParams{SessionID: String("1152921504606846999"), Size: Int(50)}).NewCall()
		if err != nil {
			b.Fatal(err)
		}
		_ = AppendRequest(nil, comm, call)
	}
}
