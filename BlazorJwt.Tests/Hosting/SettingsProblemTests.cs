using BlazorJwt.Api;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Components;
using BlazorJwt.Hosting;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace BlazorJwt.Tests.Hosting;

/// <summary>A settings file with a missing, weak or impossible value: a sentence that names the setting, and nothing starts.</summary>
public sealed class SettingsProblemTests
{
    [Theory]
    [InlineData("Tokens:Issuer", "", "Tokens:Issuer must be")]
    [InlineData("Tokens:Audience", " ", "Tokens:Audience is empty")]
    [InlineData("Tokens:Algorithm", "none", "Tokens:Algorithm must be one of ES256")]
    [InlineData("Tokens:Lifetime", "09:00:00", "Tokens:Lifetime must lie between")]
    [InlineData("Tokens:Lifetime", "soon", "Tokens:Lifetime can't be read: it must be a time such as 00:05:00.")]
    [InlineData("Tokens:Lifetimee", "00:05:00", "Tokens:Lifetimee is not known, and nothing reads it.")]
    [InlineData("Tokens:Keys:EC256", "a key",
        "Tokens:Keys:EC256 is not known, and nothing reads it. Correct the name, or take it out. Known there: ES256, RS256, PS256, HS256.")]
    [InlineData("Tokens:Lifetime:Longest", "00:05:00",
        "Tokens:Lifetime is one value. Take out what is inside it: Tokens:Lifetime:Longest.")]
    [InlineData("Tokens:Refresh:Graze", "00:00:05", "Tokens:Refresh:Graze is not known")]
    [InlineData("TrustedIssuers:0:Value:token_use", "access", "TrustedIssuers:0:Value is not known")]
    [InlineData("TrustedIssuers:0:LongestLifeTimee", "00:05:00", "TrustedIssuers:0:LongestLifeTimee is not known")]
    [InlineData("TrustedIssuers:0:Values", "access", "TrustedIssuers:0:Values must be a section of names with values, not one value.")]
    [InlineData("TrustedIssuers:0:LongestLifetime", "soon",
        "TrustedIssuers:0:LongestLifetime can't be read: it must be a time such as 00:05:00.")]
    [InlineData("Demo:People:0:LockedOut", "yes", "Demo:People:0:LockedOut can't be read: it must be true or false.")]
    [InlineData("Demo:People:0:Pasword", "x", "Demo:People:0:Pasword is not known")]
    [InlineData("Hosting:KnownProxies", "192.0.2.1",
        "Hosting:KnownProxies must be a list: Hosting:KnownProxies:0 is its first entry, not one value.")]
    [InlineData("TrustedIssuer:0:Authority", "https://issuer.example",
        "TrustedIssuer is no section that this app knows, and nothing reads it.")]
    [InlineData("TrustedIssuers", "https://issuer.example",
        "TrustedIssuers must be a list: TrustedIssuers:0 is its first entry, not one value.")]
    [InlineData("Hosting", "5", "Hosting must be a section, not one value.")]
    [InlineData("Tokens:Refresh", "5", "Tokens:Refresh must be a section, not one value.")]
    [InlineData("Tokens:Keys", "5", "Tokens:Keys must be a section, not one value.")]
    [InlineData("Tokens:Issuer:0", "https://issuer.example", "Tokens:Issuer is one value. Take out what is inside it: Tokens:Issuer:0.")]
    [InlineData("ConnectionStrings", "127.0.0.1", "ConnectionStrings must be a section, not one value.")]
    [InlineData("ConnectionStrings:Rediss", "127.0.0.1",
        "ConnectionStrings:Rediss is not known, and nothing reads it. Correct the name, or take it out. Known there: Redis.")]
    [InlineData("ConnectionStrings:Redis:0", "127.0.0.1",
        "ConnectionStrings:Redis is one value. Take out what is inside it: ConnectionStrings:Redis:0.")]
    [InlineData("Tokens:Keys:HS256", "a-string-secret-at-least-256-bits-long", "Tokens:Keys:HS256 can't be used")]
    [InlineData("Tokens:Keys:ES256", "not a key", "Tokens:Keys:ES256 can't be used")]
    [InlineData("Demo:People:0:Name", "", "Demo:People:0:Name must have 1 to 64 characters")]
    [InlineData("Demo:People:0:Password", "", "Demo:People:0:Password must have 1 to 256 characters")]
    [InlineData("Demo:People:1:Name", "Alice", "Demo:People:1:Name is taken by another person")]
    [InlineData("Demo:People:0:Scopes:0", "two words", "Demo:People:0:Scopes must be names without spaces")]
    [InlineData("Accounts:AttemptsByAddress", "0", "Accounts:AttemptsByAddress must lie between 1 and 100000")]
    [InlineData("Accounts:Window", "00:00:01", "Accounts:Window must lie between 00:00:10 and 1.00:00:00")]
    [InlineData("Hosting:MaxBodyBytes", "1", "Hosting:MaxBodyBytes must lie between 4096 and 1048576")]
    [InlineData("Hosting:KnownProxies:0", "proxy.example", "Hosting:KnownProxies:0 is no IP address")]
    [InlineData("Hosting:KnownProxies:0", "10.4", "Hosting:KnownProxies:0 is no IP address")]
    [InlineData("Hosting:KnownIPNetworks:0", "10.0.0.0", "Hosting:KnownIPNetworks:0 is no network")]
    [InlineData("Hosting:KnownIPNetworks:0", "0.0.0.0/0", "Hosting:KnownIPNetworks:0 holds every address")]
    [InlineData("Hosting:KnownIPNetworks:0", "::/0", "Hosting:KnownIPNetworks:0 holds every address")]
    public void A_wrong_setting_is_named_in_a_sentence(string setting, string value, string expected)
    {
        var sentence = Explained(() => Start($"--{setting}={value}"));

        Assert.Contains(expected, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", sentence, StringComparison.Ordinal);
    }

    public static TheoryData<string> Sections =>
        [.. typeof(SettingsProblem).Assembly.GetTypes().Select(type => type.GetField("Section")?.GetRawConstantValue()).OfType<string>()];

    [Theory]
    [MemberData(nameof(Sections))]
    public void No_section_passes_over_a_name_that_it_does_not_know(string section)
    {
        var sentence = Explained(() => Start($"--{section}:NoSuchName=1"));

        Assert.Contains($"- {section}:NoSuchName ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_of_the_repository_and_of_the_framework_are_known() =>
        Start("--Logging:LogLevel:Default=Warning", "--Kestrel:Limits:MaxConcurrentConnections=5", "--urls=http://127.0.0.1:0",
            "--MadeUp=1");

    [Theory]
    [InlineData("Hosting", "5", 0)]
    [InlineData("ConnectionStrings", "5", 0)]
    [InlineData("TrustedIssuer__0__Authority", "https://issuer.example", 0)]
    [InlineData("Tokens__Refresh", "5", 1)]
    [InlineData("Hosting__MaxBodyByte", "5000", 1)]
    [InlineData("ConnectionStrings__Rediss", "127.0.0.1", 1)]
    public void A_variable_of_the_environment_stops_the_start_only_when_it_names_something_inside_a_section_of_this_app(string variable,
        string value, int problems)
    {
        // Of the variables of this process, only those with the prefix are read.
        var prefix = $"{Guid.NewGuid():N}_";
        Environment.SetEnvironmentVariable(prefix + variable, value);
        var settings = new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build();
        Environment.SetEnvironmentVariable(prefix + variable, null);

        Assert.Equal(problems, KnownSettings.Problems(
            settings, [new("Hosting", typeof(HostingOptions)), new("Tokens", typeof(TokenOptions)),
                new("Tokens:Refresh", typeof(RefreshOptions)), new("ConnectionStrings", typeof(ConnectionStrings))]).Count());
    }

    [Fact]
    public void A_secret_that_is_refused_is_not_quoted()
    {
        const string Secret = "a-string-secret-at-least-256-bits-long";

        var sentence = Explained(() => Start($"--Tokens:Keys:HS256={Secret}"));

        Assert.DoesNotContain(Secret, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_settings_file_that_is_no_json_is_named_with_the_place_where_it_breaks()
    {
        var folder = Directory.CreateTempSubdirectory("blazorjwt-settings-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), """{ "Tokens": """);

            var sentence = Explained(() => Start("--contentRoot", folder.FullName));

            Assert.Contains("appsettings.json", sentence, StringComparison.Ordinal);
            Assert.Contains("LineNumber: ", sentence, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Several_problems_are_all_said_at_once()
    {
        var sentences = Explained(() => Start("--Tokens:Audience=", "--Accounts:AttemptsByAddress=-1"));

        Assert.Contains("Tokens:Audience", sentences, StringComparison.Ordinal);
        Assert.Contains("Accounts:AttemptsByAddress", sentences, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_is_no_matter_of_settings_is_left_to_others()
    {
        using var output = new StringWriter();

        Assert.False(SettingsProblem.Explain(new InvalidOperationException("Something else."), output));
        Assert.Empty(output.ToString());
    }

    private static string Explained(Action start)
    {
        using var output = new StringWriter();
        var problem = Assert.ThrowsAny<Exception>(start);
        Assert.True(SettingsProblem.Explain(problem, output), problem.ToString());
        return output.ToString();
    }

    // The rooms as Program.cs wires them, without a server.
    private static void Start(params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(
            [.. arguments.Contains("--contentRoot") ? [] : (string[])["--contentRoot", Repository.Top], .. arguments]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTokens();
        builder.Services.AddAuthorizationServer();
        builder.Services.AddProtectedApi();
        builder.Services.AddHttpLog();
        builder.Services.AddLabs();
        builder.Services.AddPages();
        builder.AddRedis();
        builder.AddHosting();
        using IHost app = builder.Build();
        ((WebApplication)app).CheckSettings();
    }
}
