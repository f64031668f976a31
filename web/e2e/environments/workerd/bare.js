// What happens without the module.

import { createClient } from "qqmusic-private-message";

export default {
  fetch: async () => Response.json(await createClient().then(() => "it works", String)),
};
