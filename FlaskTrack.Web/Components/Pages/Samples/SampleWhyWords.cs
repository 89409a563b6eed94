using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>Facts of a decision as the panel "why" shows them.</summary>
internal static class SampleWhyWords
{
    public static string Act(Permission permission) => permission.Name switch
    {
        var name when name == GetSample.Requires.Name => "See this sample",
        var name when name == EditSample.Requires.Name => "Edit this sample",
        var name when name == ChangeSampleState.Requires.Name => "Change its state",
        var name when name == SetSampleAccess.Requires.Name => "Change who reads it",
        var name when name == TransferSample.Requires.Name => "Transfer it",
        var name when name == ArchiveSample.Requires.Name => "Archive it",
        var name when name == RestoreSample.Requires.Name => "Restore it",
        var name when name == DeleteSample.Requires.Name => "Delete it",
        var name => name,
    };

    public static WhyStep Step(AccessFact fact) =>
        new(Icon(fact.Kind), Title(fact.Kind), fact.Source, fact.Level is { } level && level != Level.None ? SampleWords.Of(level).ToLowerInvariant() : null, fact.Decides);

    private static string Title(string kind) => kind switch
    {
        "role" => "Role",
        "owner" => "Owner",
        "administration" => "Administration",
        "grant" => "Direct grant",
        "group" => "Group",
        "project" => "Project",
        "visibility" => "Visibility",
        _ => SampleStates.Label(kind),
    };

    private static string Icon(string kind) => kind switch
    {
        "role" => "badge",
        "owner" => "person",
        "administration" => "admin_panel_settings",
        "group" => "groups",
        "project" => "folder_open",
        "visibility" => "visibility",
        _ => "key",
    };
}
