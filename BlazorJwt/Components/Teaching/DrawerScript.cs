using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Components.Teaching;

/// <summary>Opens a drawer (DrawerButtons.razor.js). It is loaded with the first.</summary>
internal sealed class DrawerScript(IJSRuntime js) : ScriptModule(js, "./Components/Teaching/DrawerButtons.razor.js");
