namespace BlazorJwt.Labs.Clinic;

/// <summary>The error that needs a real response: a cookie is set after the headers were sent.</summary>
internal static class ClinicEndpoints
{
    public const string LateCookie = "/labs/error-clinic/late-cookie";

    public static void MapClinic(this IEndpointRouteBuilder routes) => routes.MapGet(LateCookie, SetCookieTooLate).ExcludeFromDescription();

    private static async Task SetCookieTooLate(HttpResponse response)
    {
        response.ContentType = "text/plain; charset=utf-8";
        await response.StartAsync();
        try
        {
            response.Cookies.Append("lab-too-late", "1");
            await response.WriteAsync("Set.");
        }
        catch (InvalidOperationException reason)
        {
            // The message is the answer: the clinic shows it.
            await response.WriteAsync(Reproduced.From(reason).Message);
        }
    }
}
