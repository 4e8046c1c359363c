// httpyac names a response's body by the request's @name. The editors' clients write name.response.body.$.member: here both do.
module.exports = {
  configureHooks(api) {
    api.hooks.onResponse.addHook('names-of-the-editors', response => {
      const body = response.parsedBody;
      if (body && typeof body === 'object') Object.defineProperty(body, 'response', { value: { body: { $: body } } });
    });
  },
};
