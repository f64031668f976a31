package core_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"qqmusicpm/core"
)

// The examples talk to a gateway of canned answers. A program has
// native.Host(nil) in its place.

func ExampleClient_GetSessions() {
	client := clientOf(answer(`{"has_more":0,"sessions":[
		{"session_id":"s1","new_msg_cnt":3,"user":{"nick":"小鹿乱撞","uin":"1152921504606846977"},"new_msg":{"meta_data":{"content":"在听什么？"}}},
		{"session_id":"s2","user":{"nick":"QQ音乐小助手","uin":10002}}]}`))
	defer client.Close()

	page, err := client.GetSessions(context.Background(), core.GetSessionsParams{Size: core.Int(10)})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, session := range page.Sessions {
		fmt.Println(session.User.Nick, session.User.Uin, session.NewMsgCnt)
		if session.NewMsg != nil && session.NewMsg.MetaData != nil {
			fmt.Println(" ", session.NewMsg.MetaData.Content)
		}
	}
	// Output:
	// 小鹿乱撞 1152921504606846977 3
	//   在听什么？
	// QQ音乐小助手 10002 0
}

func ExampleClient_SendText() {
	client := clientOf(answer(`{"messages":[{"id":"m9","sequence":9223372036854775807}]}`))
	defer client.Close()

	sent, err := client.SendText(context.Background(), "《晴天》", core.SendMessageParams{
		UserID:    "1152921504606846977",
		ClientKey: core.String("my-key-1"),
	})
	if f := core.FaultOf(err); f != nil && f.MaybeSent {
		fmt.Println("it may have arrived: look before sending it again")
		return
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sent.Messages[0].ID, sent.Messages[0].Sequence)
	// Output: m9 9223372036854775807
}

func ExampleClient_MessagePages() {
	client := clientOf(
		answer(`{"has_more":1,"messages":[{"id":"m3","meta_data":{"content":"three"}},{"id":"m2","meta_data":{"content":"two"}}]}`),
		answer(`{"has_more":0,"messages":[{"id":"m1","meta_data":{"content":"one"}}]}`))
	defer client.Close()

	params := core.GetMessagesParams{SessionID: core.String("s1")}
	for page, err := range client.MessagePages(context.Background(), params) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, message := range page.Messages {
			fmt.Println(message.ID, message.MetaData.Content)
		}
	}
	// Output:
	// m3 three
	// m2 two
	// m1 one
}

func ExampleClient_Batch() {
	client := clientOf(answer(`{"hint":"Do not send money."}`, `{"config_value":1}`))
	defer client.Close()

	hint, err := (&core.GetSafetyHintParams{EncUin: "oKns7i"}).NewCall()
	if err != nil {
		fmt.Println(err)
		return
	}
	config, err := (&core.GetConfigParams{ConfigType: 1}).NewCall()
	if err != nil {
		fmt.Println(err)
		return
	}
	answers, err := client.Batch(context.Background(), []core.BatchCall{{Call: hint}, {Call: config}}, core.BatchOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	warning, err := core.Decode[core.SafetyHint](&answers[0])
	fmt.Println(warning.Hint, err)
	setting, err := core.Decode[core.ConfigResult](&answers[1])
	fmt.Println(setting.ConfigValue, err)
	// Output:
	// Do not send money. <nil>
	// 1 <nil>
}

func ExampleFaultOf() {
	client := clientOf(`{"code":0,"req_0":{"code":2001,"data":{"feedbackURL":"https://y.qq.com/verify"}}}`)
	defer client.Close()

	_, err := client.GetSessions(context.Background(), core.GetSessionsParams{})
	var limited *core.RateLimitedError
	switch {
	case errors.As(err, &limited):
		fmt.Println("slow down; open", limited.FeedbackURL)
	case err != nil:
		f := core.FaultOf(err)
		fmt.Println(f.Call, "failed; again?", f.Retryable)
	}
	// Output: slow down; open https://y.qq.com/verify
}

func ExampleGetSessionsParams_NewCall() {
	call, err := (&core.GetSessionsParams{Size: core.Int(5), FansFlag: core.Null[int64]()}).NewCall()
	fmt.Println(call.Method(), string(call.Param()), err)
	// Output: GetSessionList {"last_id":"","order":1,"size":5,"last_time":0,"from":0} <nil>
}

// Each attempt to send a request is told, with the context of its call.
func ExampleConfig_onEvent() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	client, err := core.NewClient(core.Config{
		Host:       hostOf(answer(`{"config_value":1}`), `{"traceid":"t-1","code":0,"req_0":{"code":10006}}`),
		Credential: core.Credential{MusicID: "10001", MusicKey: "Q_H_L_key"},
		OnEvent: func(ctx context.Context, e core.Event) {
			level := slog.LevelInfo
			if e.Err != nil {
				level = slog.LevelWarn
			}
			logger.LogAttrs(ctx, level, e.Call, slog.Int("status", e.Status), slog.String("trace", e.TraceID), slog.Any("err", e.Err))
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()
	for range 2 {
		_, _ = client.GetConfig(context.Background(), core.GetConfigParams{ConfigType: 1})
	}
	// Output:
	// level=INFO msg=getSession status=200 trace="" err=<nil>
	// level=INFO msg=getConfig status=200 trace="" err=<nil>
	// level=WARN msg=getConfig status=200 trace=t-1 err="getConfig: the gateway refused the call with code 10006"
}

// withoutTime makes the output of the example the same in each run.
func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// A program with a transport of its own needs no client.
func ExampleParseResponse() {
	call, err := (&core.GetConfigParams{ConfigType: 5}).NewCall()
	if err != nil {
		fmt.Println(err)
		return
	}
	comm := core.Comm{
		Credential: core.Credential{MusicID: "10001", MusicKey: "Q_H_L_key"},
		Device: core.DeviceProfile{
			OpenUDID: "9d67351415d09266442a074f11916c3f", OpenUDID2: "8d28a79023c39c200661fccd268a29a0",
			AndroidID: "f76e48f3e3eb3ae4", OSVersion: "15", Model: "V2408A",
		},
		Now: 1760717355 * time.Second,
	}
	body := core.AppendRequest(nil, comm.Append(nil), call)
	fmt.Println(len(body), "bytes for .../cgi-bin/musics.fcg?sign="+core.Sign(body))

	answers, err := core.ParseResponse([]byte(`{"code":0,"req_0":{"code":0,"data":{"config_value":9007199254740993}}}`), call)
	if err != nil {
		fmt.Println(err)
		return
	}
	public, err := answers[0].PublicJSON()
	fmt.Println(string(public), err)
	// Output:
	// 508 bytes for .../cgi-bin/musics.fcg?sign=zzcf9be995dkbml0dzuwwqiuuugiqyibezml89f965a9f
	// {"configValue":"9007199254740993","configValueStr":"","msg":""} <nil>
}

// clientOf makes a client of a gateway that gives these answers, one a request.
func clientOf(answers ...string) *core.Client {
	client, err := core.NewClient(core.Config{
		Host:       hostOf(answers...),
		Credential: core.Credential{MusicID: "10001", MusicKey: "Q_H_L_key"},
	})
	if err != nil {
		panic(err)
	}
	return client
}

// hostOf is the world with that gateway.
func hostOf(answers ...string) core.Host {
	session := answer(`{"session":{"uid":"u","sid":"s"}}`) // the first request is GetSession
	return core.Host{Transport: &canned{append([]string{session}, answers...)}, Clock: still{}, Random: func([]byte) {}}
}

// answer is the body of an answer with the data of each call.
func answer(data ...string) string {
	body := `{"code":0`
	for i := range data {
		body += fmt.Sprintf(`,"req_%d":{"code":0,"data":%s}`, i, data[i])
	}
	return body + "}"
}

type canned struct{ answers []string }

func (c *canned) RoundTrip(context.Context, *core.Request) (*core.Response, error) {
	body := c.answers[0]
	c.answers = c.answers[1:]
	return &core.Response{Status: 200, Body: []byte(body)}, nil
}

// still is a clock that stands still.
type still struct{}

func (still) Now() time.Duration { return time.Hour }

func (still) AfterFunc(time.Duration, func()) func() bool { return func() bool { return true } }
