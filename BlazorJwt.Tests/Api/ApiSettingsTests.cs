using BlazorJwt.Api;
using BlazorJwt.Hosting;
using BlazorJwt.HttpLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Api;

public sealed class ApiSettingsTests
{
    [Theory]
    [InlineData("Api:Timeout", "00:00:00", "Api:Timeout must lie between")]
    [InlineData("Api:Sessions", "0", "Api:OrdersPerCaller and Api:Sessions must be 1 or more")]
    [InlineData("Api:Address", "ftp://files.example", "Api:Address must be an http or https address")]
    [InlineData("Issuers:Timeout", "00:00:00", "Issuers:Timeout must lie between")]
    [InlineData("Issuers:MaxAnswerBytes", "1", "Issuers:MaxAnswerBytes must lie between")]
    [InlineData("HttpLog:PerVisitor", "0", "HttpLog:PerVisitor and HttpLog:Visitors must be 1 or more")]
    public void A_setting_that_can_not_be_stops_the_start_with_a_message_that_names_it(string name, string value, string message)
    {
        var builder = WebApplication.CreateBuilder([$"--{name}={value}"]);
        builder.Services.AddProtectedApi();
        builder.Services.AddHttpLog();
        using IHost app = builder.Build();

        var reason = Assert.Throws<OptionsValidationException>(((WebApplication)app).CheckSettings);

        Assert.Contains(message, reason.Message, StringComparison.Ordinal);
    }
}
