using FlaskTrack.Core.Accounts;
using FlaskTrack.Web.Components.Shared;
using FlaskTrack.Web.Navigation;

namespace FlaskTrack.Web.Components.Layout;

/// <summary>What the frame around each page shows. Filled by <see cref="IShellSource"/> once per circuit and changed from anywhere after.</summary>
public sealed class Shell
{
    /// <summary>Raised when anything here has changed; the layout draws itself again.</summary>
    public event Action? Changed;

    public ShellOrganization? Organization { get; set; }
    public IReadOnlyList<ShellOrganization> Organizations { get; set; } = [];
    public ShellPerson? Person { get; set; }

    /// <summary>Decides which navigation entries this person sees.</summary>
    public Func<MenuEntry, bool> Allows { get; set; } = _ => true;

    /// <summary>Answers the command palette. Pages are added by the palette itself.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<PaletteGroup>>>? Search { get; set; }

    /// <summary>Reads the newest notifications when the panel opens; null hides the bell.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<Notice>>>? Notifications { get; set; }

    public int Unread { get; set; }

    /// <summary>The zone times are shown in, normally the reader's own, else the organization's.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    /// <summary>How the reader has days written.</summary>
    public DateForm Dates { get; set; }

    /// <summary>The reader's language writes decimals with a comma, so "2,5" is a number here.</summary>
    public bool DecimalComma { get; set; }

    public void Refresh() => Changed?.Invoke();
}

/// <summary>An organization of the person, with the address that switches to it (a form post) and the line under its name.</summary>
public sealed record ShellOrganization(string Name, string? Site, string SwitchAddress, bool IsCurrent)
{
    /// <summary>Made-up records for trying things out; the bar says so on every page.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>The signed-in person as the account menu shows them.</summary>
public sealed record ShellPerson(string Name, string Email, string Role);

/// <summary>One notification. Tone is a tone of tokens.css: green, amber, red, blue, slate.</summary>
public sealed record Notice(string Title, string? Detail, string Icon, string Href, DateTimeOffset At, bool IsUnread, string Tone = "slate");

/// <summary>Fills the <see cref="Shell"/>; register an own one before <c>AddUserInterface</c> or after it with <c>Replace</c>.</summary>
public interface IShellSource
{
    Task FillAsync(Shell shell, CancellationToken ct);
}

internal sealed class BareShell : IShellSource
{
    public Task FillAsync(Shell shell, CancellationToken ct) => Task.CompletedTask;
}
