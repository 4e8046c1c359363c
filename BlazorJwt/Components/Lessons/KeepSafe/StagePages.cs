using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>Two pages of one component each: rendered statically, and prerendered for a circuit that is never opened.</summary>
internal static class StagePages
{
    public const string Static = "/keep-it-safe/stages/static";

    public const string Prerender = "/keep-it-safe/stages/prerender";

    public static void MapStages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Static, () => new RazorComponentResult<StageReach>()).ExcludeFromDescription();
        routes.MapGet(Prerender, () => new RazorComponentResult<StagePrerender>()).ExcludeFromDescription();
    }
}
