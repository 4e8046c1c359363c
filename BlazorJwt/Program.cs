using BlazorJwt.Api;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components;
using BlazorJwt.Hosting;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Redis;
using BlazorJwt.Tokens;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddTokens();               // the shared token service: issues, reads and checks
    builder.Services.AddAuthorizationServer();  // who may sign in, and how a request says who it is
    builder.Services.AddProtectedApi();         // the orders API, its policies and its client
    builder.Services.AddHttpLog();              // the exchanges a visitor caused, kept for that visitor
    builder.Services.AddLabs();                 // what is broken on purpose, walled off
    builder.Services.AddPages();                // Blazor, the lessons and what they are built from
    builder.AddRedis();                         // what several servers share, when there are several
    builder.AddHosting();                       // bounds, headers, compression

    var app = builder.Build();
    app.CheckSettings();
    app.UseHosting();
    app.UseHttpLog();
    app.UseLabs();
    app.UseAuthorizationServer();
    app.MapAuthorizationServer();
    app.MapProtectedApi();
    app.MapLabs();
    app.MapPages();
    app.Run();
    return 0;
}
catch (Exception problem) when (SettingsProblem.Explain(problem, Console.Error))
{
    return 1;
}
