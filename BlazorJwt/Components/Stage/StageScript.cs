using BlazorJwt.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Components.Stage;

/// <summary>The element that moves what happened (StageView.razor.js). It does its work by being there.</summary>
internal sealed class StageScript(IJSRuntime js) : ScriptModule(js, "./Components/Stage/StageView.razor.js");
