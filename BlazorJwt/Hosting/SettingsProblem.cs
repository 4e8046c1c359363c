using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>Says in sentences what is wrong with the settings, where the framework would print a stack trace around them.</summary>
public static class SettingsProblem
{
    /// <summary>Looks at every setting that is checked at start, before anything else starts.</summary>
    /// <exception cref="OptionsValidationException">One section has a problem.</exception>
    /// <exception cref="AggregateException">Several sections have.</exception>
    public static void CheckSettings(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>Writes the sentences of a problem with the settings to the error output. False for any other problem, of which nothing is written.</summary>
    public static bool Explain(Exception problem, TextWriter output)
    {
        if (Sentences(problem) is not { Length: > 0 } sentences) return false;
        output.WriteLine("BlazorJwt did not start. Its settings (appsettings.json, environment, command line) need a change:");
        foreach (var sentence in sentences) output.WriteLine($"- {sentence}");
        return true;
    }

    private static string[] Sentences(Exception problem) => problem switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Sentences(inner).Length > 0) => [.. several.InnerExceptions.SelectMany(Sentences)],
        // A word where a time or a number belongs: the binder's message names the setting.
        InvalidOperationException { InnerException: FormatException or ArgumentException } binder => [binder.Message],
        // A file that is not JSON: the inner message says where it goes wrong.
        InvalidDataException { InnerException: FormatException { InnerException: { } where } } file => [$"{file.Message} {where.Message}"],
        _ => [],
    };
}
