//go:build !js

package wire

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDeclaredNames(t *testing.T) {
	names := DeclaredNames()
	for name, want := range map[string]NameKind{
		"session_id": NameOfID, "last_id": NameOfID, "id": NameOfID, "TargetEncuin": NameOfID,
		"MsgIDs": NameOfMap, // and a list of ids in a request
		"PatMap": NameOfMap, "Entries": NameOfMap,
		"content": NameOfText, "config_value_str": NameOfText, "client_key": NameOfText,
		"has_more": NameOfNumber, "CanBeDazi": NameOfNumber, "Scence": NameOfNumber, "config_value": NameOfNumber,
		"sessions": NameOfObject, "Ext": NameOfObject, "meta_data": NameOfObject,
	} {
		assert.Equal(t, want, names[name], name)
	}
	assert.NotContains(t, names, "")
	assert.NotContains(t, names, "starSend", "it is never sent")
}
