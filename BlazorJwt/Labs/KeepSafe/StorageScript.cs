using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The browser's end of the places: wwwroot/storage.js. One for each circuit, loaded when the first place needs it.</summary>
public sealed class StorageScript(IJSRuntime js) : ScriptModule(js, "./storage.js");
