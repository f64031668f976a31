// The extension in Firefox, against the simulator in the place of u.y.qq.com and y.qq.com. One Firefox does for all of it.

import { after, before, describe } from "node:test";
import { testAccess } from "./access.js";
import { testBackground } from "./background.js";
import { testInstallation } from "./installation.js";
import { testIsolation } from "./isolation.js";
import { testLogin } from "./login.js";
import { testRequests } from "./requests.js";
import { Setting } from "./setting.js";

describe("the extension in Firefox", () => {
  let started: Setting;
  const setting = () => started;

  before(async () => {
    started = await Setting.start();
  });
  after(() => started?.stop());

  testInstallation(setting);
  testLogin(setting);
  testRequests(setting);
  testAccess(setting);
  testIsolation(setting);
  testBackground(setting);
});
