package core

import (
	"encoding/json"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

// The same answer and request for encoding/json: what a program without this
// package would declare. Its structs know no defaults and none of the
// spellings that the gateway uses for one thing, so they do less.
type (
	jsonResponse struct {
		Code int64 `json:"code"`
		Req0 struct {
			Code int64           `json:"code"`
			Data jsonMessagePage `json:"data"`
		} `json:"req_0"`
	}
	jsonMessagePage struct {
		HasMore      int64              `json:"has_more"`
		Messages     []jsonMessage      `json:"messages"`
		Msg          string             `json:"msg"`
		Session      *jsonSession       `json:"session"`
		Subcode      int64              `json:"subcode"`
		EndMsgSeq    int64              `json:"end_msg_seq"`
		Attach       json.RawMessage    `json:"Attach"`
		PatInterval  int64              `json:"PatInterval"`
		PatMap       map[string]jsonPat `json:"PatMap"`
		EncryptStar  string             `json:"EncryptStar"`
		LocationTips string             `json:"LocationTips"`
		NewMsgCnt    int64              `json:"NewMsgCnt"`
	}
	jsonPat struct {
		Nick    string `json:"Nick"`
		PatText string `json:"PatTxt"`
	}
	jsonMessage struct {
		ID          string        `json:"id"`
		MetaData    *jsonMetaData `json:"meta_data"`
		ClientKey   string        `json:"client_key"`
		FromUser    *jsonUser     `json:"from_user"`
		Time        int64         `json:"time"`
		State       int64         `json:"state"`
		Result      int64         `json:"result"`
		Tips        string        `json:"tips"`
		Sequence    int64         `json:"sequence"`
		ShowType    int64         `json:"show_type"`
		MsgType     int64         `json:"msg_type"`
		Confirm     int64         `json:"confirm"`
		SortTime    int64         `json:"sort_time"`
		ComplainTip string        `json:"complainTip"`
		ComplainURL string        `json:"complainUrl"`
	}
	jsonMetaData struct {
		Title    string `json:"title"`
		Content  string `json:"content"`
		Pic      string `json:"pic"`
		BizID    string `json:"biz_id"`
		BizType  int64  `json:"biz_type"`
		URL      string `json:"url"`
		Width    int64  `json:"width"`
		Height   int64  `json:"height"`
		Duration int64  `json:"Duration"`
		Size     int64  `json:"Size"`
	}
	jsonUser struct {
		Avatar      string `json:"avatar"`
		EncryptUin  string `json:"encrypt_uin"`
		Uin         string `json:"uin"`
		IdentityPic string `json:"identity_pic"`
		Nick        string `json:"nick"`
		Identity    int64  `json:"identity"`
		Type        int64  `json:"type"`
		IsConcern   int64  `json:"is_concern"`
	}
	jsonSession struct {
		SessionID        string            `json:"session_id"`
		User             *jsonUser         `json:"user"`
		NewMsg           *jsonMessage      `json:"new_msg"`
		NewMsgCnt        int64             `json:"new_msg_cnt"`
		SortTime         int64             `json:"sort_time"`
		URL              string            `json:"url"`
		CreateTime       int64             `json:"create_time"`
		From             int64             `json:"from"`
		SmStarVirtualUin string            `json:"SmStarVirtaulUin"`
		Auth             string            `json:"Auth"`
		Ext              map[string]string `json:"Ext"`
		TailTags         []json.RawMessage `json:"TailTags"`
	}

	jsonRequest struct {
		Comm jsonComm `json:"comm"`
		Req0 jsonCall `json:"req_0"`
	}
	jsonCall struct {
		Module string          `json:"module"`
		Method string          `json:"method"`
		Param  jsonGetMessages `json:"param"`
	}
	jsonGetMessages struct {
		Order      int64  `json:"order"`
		Size       int64  `json:"size"`
		Flag       int64  `json:"flag"`
		SessionID  string `json:"session_id,omitempty"`
		LastID     string `json:"last_id,omitempty"`
		WnsID      string `json:"wns_id,omitempty"`
		UserID     string `json:"user_id,omitempty"`
		LocationID string `json:"location_id,omitempty"`
		UpdateTime int64  `json:"update_time,omitempty"`
	}
	jsonComm struct {
		CT        string `json:"ct"`
		CV        string `json:"cv"`
		V         string `json:"v"`
		AppID     string `json:"tmeAppID"`
		ChannelID string `json:"chid"`
		QQ        string `json:"qq,omitempty"`
		Authst    string `json:"authst,omitempty"`
		LoginType string `json:"tmeLoginType,omitempty"`
		QIMEI36   string `json:"QIMEI36"`
		TraceID   string `json:"traceid"`
		OpenUDID  string `json:"OpenUDID"`
		OpenUDID2 string `json:"OpenUDID2"`
		UDID      string `json:"udid"`
		AndroidID string `json:"aid"`
		UID       string `json:"uid,omitempty"`
		SID       string `json:"sid,omitempty"`
		OSVersion string `json:"os_ver"`
		Model     string `json:"phonetype"`
	}
)

var (
	benchCredential = Credential{MusicID: "2837461905", MusicKey: "Q_H_L_key"}
	benchDevice     = DeviceProfile{OpenUDID: "0123456789abcdef", OpenUDID2: "fedcba9876543210", AndroidID: "0123456789abcdef", OSVersion: "15", Model: "V2408A"}
	benchClient     = &Client{host: Host{Clock: &settableClock{now: 1763800000 * time.Second}}}
	benchSession    = GatewaySession{UID: "1234567890", SID: "202601010101"}
)

// buildRequest makes the body of a request for a page from nothing, as the client does for each call.
func buildRequest() ([]byte, error) {
	call, err := (&GetMessagesParams{SessionID: String("1152921504606846999"), Size: Int(50)}).NewCall()
	if err != nil {
		return nil, err
	}
	return (&delivery{calls: []*Call{call}, credential: &benchCredential, session: &benchSession}).body(benchClient, &benchDevice), nil
}

func buildRequestByTags() ([]byte, error) {
	now := benchClient.host.Clock.Now()
	return json.Marshal(&jsonRequest{
		Comm: jsonComm{
			CT: "11", CV: "20090008", V: "20090008", AppID: "qqmusic", ChannelID: "10003505",
			QQ: benchCredential.MusicID, Authst: benchCredential.MusicKey, LoginType: strconv.FormatInt(benchCredential.loginType(), 10),
			TraceID:  "10002_" + benchCredential.MusicID + "_" + strconv.FormatInt(int64(now/time.Second), 10),
			OpenUDID: benchDevice.OpenUDID, OpenUDID2: benchDevice.OpenUDID2, UDID: benchDevice.OpenUDID, AndroidID: benchDevice.AndroidID,
			UID: benchSession.UID, SID: benchSession.SID, OSVersion: benchDevice.OSVersion, Model: benchDevice.Model,
		},
		Req0: jsonCall{
			Module: "music.privateMsg.PrivateMsgRead",
			Method: "GetMessage",
			Param:  jsonGetMessages{Order: 1, Size: 50, SessionID: "1152921504606846999"},
		},
	})
}

func readPage(body []byte, call *Call) (*MessagePage, error) {
	answers, err := ParseResponse(body, call)
	if err != nil {
		return nil, err
	}
	return Decode[MessagePage](&answers[0])
}

func readPageByTags(body []byte) (*jsonMessagePage, error) {
	var response jsonResponse
	if err := json.Unmarshal(body, &response); err != nil {
		return nil, err
	}
	if response.Code != 0 || response.Req0.Code != 0 {
		return nil, errors.New("refused")
	}
	return &response.Req0.Data, nil
}

// A benchmark of two sides means nothing unless both come to the same.
func TestSidesOfBenchmarksAgree(t *testing.T) {
	ours, err := buildRequest()
	require.NoError(t, err)
	theirs, err := buildRequestByTags()
	require.NoError(t, err)
	assert.JSONEq(t, string(ours), string(theirs))

	call, err := (&GetMessagesParams{}).NewCall()
	require.NoError(t, err)
	page, err := readPage(fiftyMessages(), call)
	require.NoError(t, err)
	tagged, err := readPageByTags(fiftyMessages())
	require.NoError(t, err)
	require.Len(t, page.Messages, 50)
	require.Len(t, tagged.Messages, 50)
	for i, m := range page.Messages {
		other := tagged.Messages[i]
		assert.Equal(t, MetaData(*other.MetaData), *m.MetaData)
		assert.Equal(t, User(*other.FromUser), *m.FromUser)
		m.MetaData, m.FromUser, other.MetaData, other.FromUser = nil, nil, nil, nil
		assert.Equal(t, []any{m.ID, m.ClientKey, m.Time, m.State, m.Result, m.Tips, m.Sequence, m.ShowType, m.MsgType, m.Confirm, m.SortTime, m.ComplainTip, m.ComplainURL},
			[]any{other.ID, other.ClientKey, other.Time, other.State, other.Result, other.Tips, other.Sequence, other.ShowType, other.MsgType, other.Confirm, other.SortTime, other.ComplainTip, other.ComplainURL})
	}
	assert.Equal(t, []any{page.HasMore, page.EndMsgSeq, string(page.Attach)}, []any{tagged.HasMore, tagged.EndMsgSeq, string(tagged.Attach)})
}

// measure reports time, allocations and throughput of something that is done with size bytes.
func measure(b *testing.B, side string, size int, work func() error) {
	b.Run("side="+side, func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			if err := work(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPage(b *testing.B) {
	body := fiftyMessages()
	call, err := (&GetMessagesParams{}).NewCall()
	if err != nil {
		b.Fatal(err)
	}
	measure(b, "core", len(body), func() error { _, err := readPage(body, call); return err })
	measure(b, "json", len(body), func() error { _, err := readPageByTags(body); return err })
}

// Public JSON is what the module gives to JavaScript. It has no other side in Go.
func BenchmarkPublicJSON(b *testing.B) {
	body := fiftyMessages()
	call, err := (&GetMessagesParams{}).NewCall()
	if err != nil {
		b.Fatal(err)
	}
	measure(b, "core", len(body), func() error {
		answers, err := ParseResponse(body, call)
		if err == nil {
			_, err = answers[0].PublicJSON()
		}
		return err
	})
}

func BenchmarkRequest(b *testing.B) {
	body, err := buildRequest()
	if err != nil {
		b.Fatal(err)
	}
	measure(b, "core", len(body), func() error { _, err := buildRequest(); return err })
	measure(b, "json", len(body), func() error { _, err := buildRequestByTags(); return err })
}
