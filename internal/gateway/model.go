package gateway

// The wire objects of docs/protocol.md §5, with the gateway's own spellings.

type wireUser struct {
	Avatar      string `json:"avatar"`
	EncryptUin  string `json:"encrypt_uin"`
	Uin         string `json:"uin"`
	IdentityPic string `json:"identity_pic"`
	Nick        string `json:"nick"`
	Identity    int64  `json:"identity"`
	Type        int64  `json:"type"`
	IsConcern   int64  `json:"is_concern"`
}

type wireMeta struct {
	Title    string `json:"title,omitempty"`
	Content  string `json:"content,omitempty"`
	Pic      string `json:"pic,omitempty"`
	BizID    string `json:"biz_id,omitempty"`
	BizType  int64  `json:"biz_type,omitempty"`
	URL      string `json:"url,omitempty"`
	Width    int64  `json:"width,omitempty"`
	Height   int64  `json:"height,omitempty"`
	Duration int64  `json:"Duration,omitempty"`
	Size     int64  `json:"Size,omitempty"`
}

type wireMessage struct {
	ID          string    `json:"id"`
	MetaData    any       `json:"meta_data"` // *wireMeta, or json.RawMessage as it was sent
	ClientKey   string    `json:"client_key"`
	FromUser    *wireUser `json:"from_user"`
	Time        int64     `json:"time"` // seconds
	State       int64     `json:"state"`
	Result      int64     `json:"result"`
	Tips        string    `json:"tips"`
	Sequence    int64     `json:"sequence"`
	ShowType    int64     `json:"show_type"`
	MsgType     int64     `json:"msg_type"`
	Confirm     int64     `json:"confirm"`
	SortTime    int64     `json:"sort_time"`
	ComplainTip string    `json:"complainTip"`
	ComplainURL string    `json:"complainUrl"`
}

type wireSession struct {
	SessionID  string            `json:"session_id"`
	User       *wireUser         `json:"user"`
	NewMsg     *wireMessage      `json:"new_msg"`
	NewMsgCnt  int64             `json:"new_msg_cnt"`
	SortTime   int64             `json:"sort_time"`
	URL        string            `json:"url"`
	CreateTime int64             `json:"create_time"` // seconds
	From       int64             `json:"from"`
	StarUin    string            `json:"SmStarVirtaulUin"`
	Auth       string            `json:"Auth"`
	Ext        map[string]string `json:"Ext"`
	TailTags   []wireTag         `json:"TailTags"`
}

type wireTag struct {
	TagType int64  `json:"tag_type"`
	Text    string `json:"text"`
	Color   string `json:"color,omitempty"`
	Icon    string `json:"icon,omitempty"`
}

type wirePat struct {
	Nick   string `json:"Nick"`
	PatTxt string `json:"PatTxt"`
}

type wireEntry struct {
	EntryType   int64             `json:"EntryType"`
	Icon        string            `json:"Icon"`
	Title       string            `json:"Title"`
	SkipScheme  string            `json:"SkipScheme"`
	RightTopTag string            `json:"RightTopTag"`
	Ext         map[string]string `json:"Ext"`
}

type operationAnswer struct {
	Msg     string `json:"msg"`
	Subcode int64  `json:"subcode"`
	Tips    string `json:"tips"`
}

// Message types. That text is 0 and that pictures and videos are 2, 3, 5 and 6
// is reported by public clients; which of the four is which, and all others,
// are the simulator's choice.
const (
	typeText         = 0
	typeSong         = 1
	typePicture      = 2
	typeVideo        = 3
	typeSuperPicture = 5
	typeSuperVideo   = 6
	typeCard         = 7
	typePat          = 8
	typeTip          = 9
	typeUnknown      = 9999
)

func isMedia(msgType int64) bool {
	switch msgType {
	case typePicture, typeVideo, typeSuperPicture, typeSuperVideo:
		return true
	}
	return false
}
