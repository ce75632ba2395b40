// Webadmin's side of plug-ins, as its classes PluginManager, PluginEventHandler and PluginUiFunctions behave, and a few of its
// places. What the plug-ins do is written down in webadmin.log.
"use strict";

const webadmin = (() => {
  const log = [];
  const messages = [];
  const plugins = new Map();
  const containers = new Map();
  const places = new Map();
  const tabs = [];
  const buttons = [];
  let current = "dashboard";

  const menu = document.getElementById("menu");
  const title = document.getElementById("title");
  const items = document.getElementById("items");
  const content = document.getElementById("content");

  function button(label, onClick) {
    const element = document.createElement("button");
    element.textContent = label;
    element.addEventListener("click", onClick);
    return element;
  }

  function addContainer(id, label) {
    const item = document.createElement("li");
    const list = document.createElement("ul");
    item.append(label, list);
    menu.append(item);
    containers.set(id, list);
  }

  function addMenuItem(container, label, token) {
    const item = document.createElement("li");
    item.append(button(label, () => reveal(token)));
    containers.get(container).append(item);
  }

  /** A place that a plug-in has added. */
  function addPlace(token, label, url) {
    places.set(token, {
      url,
      accessible: true,
      show() {
        title.textContent = label;
        items.replaceChildren();
        showFrame(label, this.url);
      },
    });
  }

  function showFrame(label, url) {
    const frame = document.createElement("iframe");
    frame.name = "content";
    frame.title = label;
    frame.src = url;
    content.replaceChildren(frame);
  }

  function reveal(token) {
    const place = places.get(token);
    if (place === undefined || place.accessible === false) return;
    current = token;
    place.show();
  }

  // --- webadmin's own places

  addContainer("compute", "Compute");
  addContainer("network", "Network");
  addContainer("storage", "Storage");
  addContainer("admin", "Administration");

  places.set("vms", {
    show() {
      title.textContent = "Virtual Machines of oVirt";
      content.replaceChildren();
      items.replaceChildren(...buttons.map((each) => button(each.label, () => each.onClick?.([]))));
    },
  });
  addMenuItem("compute", "Virtual Machines of oVirt", "vms");

  places.set("storage", {
    show() {
      title.textContent = "Storage Domains of oVirt";
      content.replaceChildren();
      items.replaceChildren(
        ...webadminUser.domains.map(({ id, name }) =>
          button(name, () => {
            invokeAll("StorageSelectionChange", [[{ id, name }]]);
            showTabs(name);
          }),
        ),
      );
    },
  });
  addMenuItem("storage", "Storage Domains of oVirt", "storage");

  let shownDomain;

  function showTabs(name) {
    shownDomain = name;
    title.textContent = name;
    content.replaceChildren();
    items.replaceChildren(
      button("General", () => content.replaceChildren()),
      ...tabs.filter((tab) => tab.accessible).map((tab) => button(tab.label, () => showFrame(tab.label, tab.url))),
    );
  }

  // --- plug-ins

  const DEFINED = "DEFINED", LOADING = "LOADING", READY = "READY", INITIALIZING = "INITIALIZING", IN_USE = "IN_USE", FAILED = "FAILED";

  function define(definition) {
    const frame = document.createElement("iframe");
    frame.src = definition.url;
    frame.title = `Plug-in ${definition.name}`;
    frame.setAttribute("aria-hidden", "true");
    frame.style = "position: absolute; width: 0; height: 0; border: none";
    const plugin = { ...definition, frame, state: DEFINED, handlers: null, options: {}, scheduled: [] };
    plugins.set(definition.name, plugin);
    if (definition.enabled) {
      document.body.append(frame);
      plugin.state = LOADING;
    }
  }

  function invoke(plugin, name, args) {
    log.push(`${plugin.name}.${name}`);
    const handler = plugin.handlers?.[name];
    try {
      if (typeof handler === "function") handler.apply(plugin.handlers, args);
      return true;
    } catch (error) {
      log.push(`FAILED ${name}: ${error}`);
      plugin.frame.remove();
      plugin.state = FAILED;
      return false;
    }
  }

  function invokeAll(name, args, condition = () => true) {
    for (const plugin of plugins.values()) {
      if (plugin.state === IN_USE && condition(plugin)) invoke(plugin, name, args);
    }
  }

  function invokeAllNowOrLater(name, args, condition = () => true) {
    invokeAll(name, args, condition);
    for (const plugin of plugins.values()) {
      if (plugin.state !== IN_USE) {
        plugin.scheduled.push(() => {
          if (plugin.state === IN_USE && condition(plugin)) invoke(plugin, name, args);
        });
      }
    }
  }

  function ready(plugin) {
    if (plugin?.state !== LOADING) return;
    if (plugin.handlers === null) {
      log.push(`REFUSED ready of ${plugin.name}, which has not registered`);
      return;
    }
    plugin.state = READY;
    plugin.state = INITIALIZING;
    if (invoke(plugin, "UiInit", null)) plugin.state = IN_USE;
    if (plugin.state === IN_USE) {
      plugin.scheduled.splice(0).forEach((command) => command());
    }
  }

  function mayAct(name, whileLoading, action) {
    const state = plugins.get(name)?.state;
    const allowed = state === INITIALIZING || state === IN_USE || (whileLoading && state === LOADING);
    if (!allowed) log.push(`REFUSED ${action} of ${name}, which is ${state}`);
    return allowed;
  }

  const deferred = (command) => setTimeout(command, 0);

  function Api(name) {
    this.pluginName = name;
  }

  /** Functions that act, once the plug-in is initialized. */
  const actions = {
    addPrimaryMenuContainer(label, id, options) {
      if (!containers.has(id)) addContainer(id, label);
    },
    addSecondaryMenuPlace(container, label, token, url, options) {
      if (!containers.has(container)) return;
      addMenuItem(container, label, token);
      addPlace(token, label, url);
    },
    addDetailPlace(entity, label, token, url, options) {
      if (entity === "Storage") tabs.push({ token, label, url, accessible: true });
    },
    setPlaceContentUrl(token, url) {
      deferred(() => [places.get(token), ...tabs.filter((tab) => tab.token === token)].forEach((each) => each && (each.url = url)));
    },
    setPlaceAccessible(token, accessible) {
      deferred(() => {
        [places.get(token), ...tabs.filter((tab) => tab.token === token)].forEach((each) => each && (each.accessible = accessible));
        if (shownDomain === title.textContent) showTabs(shownDomain);
      });
    },
    addMenuPlaceActionButton(entity, label, given) {
      if (entity === "VirtualMachine") buttons.push({ label, onClick: given.onClick });
    },
    revealPlace(token) {
      deferred(() => reveal(token));
    },
    showAlert(type, message) {
      deferred(() => document.getElementById("alerts").append(`${type}: ${message}`));
    },
  };
  for (const [action, act] of Object.entries(actions)) {
    Api.prototype[action] = function (...args) {
      if (mayAct(this.pluginName, false, action)) {
        log.push(`${action} ${args.filter((each) => typeof each === "string").join(" | ")}`);
        act(...args);
      }
    };
  }

  /** Functions that tell something, from the beginning. */
  const facts = {
    loginUserName: () => webadminUser.name,
    ssoToken: () => webadminUser.token,
    currentLocale: () => webadminUser.locale,
    engineBaseUrl: () => `${location.origin}/ovirt-engine/`,
    currentPlace: () => current,
  };
  for (const [fact, tell] of Object.entries(facts)) {
    Api.prototype[fact] = function () {
      return mayAct(this.pluginName, true, fact) ? tell() : undefined;
    };
  }

  Object.assign(Api.prototype, {
    register(handlers) {
      log.push("register");
      const plugin = plugins.get(this.pluginName);
      if (plugin?.handlers === null) plugin.handlers = handlers;
    },
    options(options) {
      log.push(`options ${options.allowedMessageOrigins}`);
      plugins.get(this.pluginName).options = options;
    },
    ready() {
      log.push("ready");
      ready(plugins.get(this.pluginName));
    },
    configObject() {
      return plugins.get(this.pluginName)?.config ?? null;
    },
    logger: () => ({ info: (text) => log.push(text), warning: (text) => log.push(text), severe: (text) => log.push(text) }),
  });

  window.pluginApi = (name) => new Api(name);

  window.addEventListener("message", ({ origin, data, source }) => {
    messages.push({ origin, data });
    invokeAllNowOrLater("MessageReceived", [data, source], (plugin) => {
      const allowed = plugin.options.allowedMessageOrigins;
      return (Array.isArray(allowed) ? allowed : [allowed]).some((each) => each === origin || each === "*");
    });
  });

  pluginDefinitions.forEach(define);
  invokeAllNowOrLater("UserLogin", [webadminUser.name, "00000000-0000-0000-0000-000000000001"]);

  return { log, messages, reveal, showFrame, state: (name) => plugins.get(name)?.state };
})();
