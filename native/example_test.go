package native_test

import (
	"context"
	"fmt"
	"net/http/httptest"

	"qqmusicpm/core"
	"qqmusicpm/internal/gateway"
	"qqmusicpm/native"
)

func ExampleNewClient() {
	simulator := httptest.NewServer(gateway.New(gateway.Options{}))
	defer simulator.Close()
	account := gateway.SampleAccounts()[0]

	client, err := native.NewClient(core.Credential{MusicID: account.MusicID, MusicKey: account.MusicKey}, func(config *core.Config) {
		config.Endpoint = simulator.URL // without it, the real gateway
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()

	page, err := client.GetSessions(context.Background(), core.GetSessionsParams{Size: core.Int(3)})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, session := range page.Sessions {
		fmt.Println(session.User.Nick, session.NewMsgCnt)
	}
	// Output:
	// 小鹿乱撞 3
	// 许知夏 1
	// QQ音乐小助手 12
}
