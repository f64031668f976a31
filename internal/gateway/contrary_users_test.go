package gateway

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestUsersWithoutUin(t *testing.T) {
	self, peer := selfUser(2837461905), people()[0].user
	type users struct{ own, theirs, session any }
	of := func(u *wireUser, uin string) any {
		return obj{"uin": uin, "encrypt_uin": u.EncryptUin, "nick": u.Nick}
	}
	for _, tt := range []struct {
		contrary Contrary
		want     users
	}{
		{Contrary{}, users{of(self, self.Uin), of(peer, peer.Uin), of(peer, peer.Uin)}},
		{Contrary{OwnUsers: "encrypted"}, users{of(self, ""), of(peer, peer.Uin), of(peer, peer.Uin)}},
		{Contrary{OwnUsers: "none"}, users{nil, of(peer, peer.Uin), of(peer, peer.Uin)}},
		{Contrary{PeerUsers: "encrypted"}, users{of(self, self.Uin), of(peer, ""), of(peer, "")}},
		{Contrary{PeerUsers: "encryptedRefused"}, users{of(self, self.Uin), of(peer, ""), of(peer, "")}},
		{Contrary{OwnUsers: "none", PeerUsers: "encrypted"}, users{nil, of(peer, ""), of(peer, "")}},
	} {
		t.Run(tt.contrary.String(), func(t *testing.T) {
			g, c := contrarily(t, tt.contrary)
			c.ok(moduleWrite, "SendMessageAsync", sendParam(peer.Uin, "在吗", nil))
			receive(t, g, c, `{"content":"在"}`)
			list := listOf(c.messages(obj{"user_id": peer.Uin, "size": 2}), "messages")
			name := func(v any) any {
				user, ok := v.(obj)
				if !ok {
					return nil
				}
				return obj{"uin": user["uin"], "encrypt_uin": user["encrypt_uin"], "nick": user["nick"]}
			}
			session := listOf(c.sessions("", 0, 1), "sessions")[0]
			assert.Equal(t, tt.want, users{name(list[1]["from_user"]), name(list[0]["from_user"]), name(session["user"])})
			assert.Equal(t, tt.want.theirs, name(session["new_msg"].(obj)["from_user"]), "of new_msg")
		})
	}
}

func TestEncryptedUserID(t *testing.T) {
	peer := people()[0].user
	for peerUsers, codes := range map[string]map[string]int64{
		"encrypted":        {peer.EncryptUin: 0, peer.Uin: 0},
		"encryptedRefused": {peer.EncryptUin: codeContrary, peer.Uin: 0},
	} {
		for userID, code := range codes {
			t.Run(peerUsers+" "+userID, func(t *testing.T) {
				_, c := contrarily(t, Contrary{PeerUsers: peerUsers})
				assert.Equal(t, code, c.call(moduleRead, "GetMessage", messageParam(obj{"user_id": userID})).code, "GetMessage")
				assert.Equal(t, code, c.call(moduleWrite, "SendMessageAsync", sendParam(userID, "在吗", nil)).code, "SendMessageAsync")
			})
		}
	}
	t.Run("a session_id is enough", func(t *testing.T) {
		_, c := contrarily(t, Contrary{PeerUsers: "encryptedRefused"})
		session := listOf(c.sessions("", 0, 1), "sessions")[0]
		require.NotEmpty(t, c.messages(obj{"session_id": session["session_id"]})["messages"])
	})
}
