using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The places in the browser of this circuit.</summary>
internal sealed class StorageScript(IJSRuntime js) : ScriptModule(js, "./storage.js");
