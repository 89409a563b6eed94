namespace FlaskTrack.Web.Components.Shared;

/// <summary>One message at the bottom right. Progress is 0 to 100 for jobs, null for the rest.</summary>
public sealed record Toast(Guid Id, string Tone, string Icon, string Text, string? Detail, string? LinkText, string? Href, int? Progress, Action? Cancel)
{
    /// <summary>What the message's own button does, such as undo.</summary>
    public Func<Task>? Act { get; init; }
}

/// <summary>Messages of this circuit. Successes leave after six seconds, errors stay until closed, jobs stay until they end.</summary>
public sealed class Toasts(TimeProvider time)
{
    public static readonly TimeSpan SuccessStays = TimeSpan.FromSeconds(6);
    private readonly Lock gate = new();
    private readonly List<Toast> items = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Items
    {
        get { lock (gate) return [.. items]; }
    }

    /// <summary>Says what happened, in the past tense, with at most one link.</summary>
    public void Success(string text, string? linkText = null, string? href = null)
    {
        Leave(Show(new(Guid.NewGuid(), "green", "check_circle", text, null, linkText, href, null, null)), SuccessStays);
    }

    /// <summary>Says what happened and offers one act on it, such as undo, for twice as long.</summary>
    public void Success(string text, string actText, Func<Task> act) => Leave(Show(new(Guid.NewGuid(), "green", "check_circle", text, null, actText, null, null, null) { Act = act }), SuccessStays * 2);

    /// <summary>Says what failed and what was kept. Never the only place of an error.</summary>
    public void Error(string text, string? detail = null) =>
        Show(new(Guid.NewGuid(), "red", "error", text, detail, null, null, null, null));

    /// <summary>Starts or moves a job's message; the same id replaces the earlier one. Percent is 0 to 100.</summary>
    public void Job(Guid id, string text, string detail, int percent, Action? cancel = null) =>
        Show(new(id, "cyan", "inventory", text, detail, null, null, Math.Clamp(percent, 0, 100), cancel));

    public void Dismiss(Guid id)
    {
        lock (gate)
            items.RemoveAll(toast => toast.Id == id);
        Changed?.Invoke();
    }

    // The timer dismisses itself; a circuit that ended meanwhile has nobody listening.
    private void Leave(Guid id, TimeSpan after)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(_ => { Dismiss(id); timer?.Dispose(); }, null, after, Timeout.InfiniteTimeSpan);
    }

    private Guid Show(Toast toast)
    {
        lock (gate)
        {
            var at = items.FindIndex(other => other.Id == toast.Id);
            if (at < 0)
                items.Add(toast);
            else
                items[at] = toast;
        }
        Changed?.Invoke();
        return toast.Id;
    }
}
