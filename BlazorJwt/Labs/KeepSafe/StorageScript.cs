using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

internal sealed class StorageScript(IJSRuntime js) : ScriptModule(js, "./storage.js");
