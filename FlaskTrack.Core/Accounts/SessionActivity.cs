using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Writes down once a minute when sessions were last used, so that idle limits hold over a restart.</summary>
public sealed class SessionActivity
{
    private readonly DatabaseFactory factory;
    private readonly WriterGate gate;
    private readonly SessionGate sessions;
    private readonly TimeProvider clock;

    internal SessionActivity(DatabaseFactory factory, WriterGate gate, SessionGate sessions, TimeProvider clock)
    {
        this.factory = factory;
        this.gate = gate;
        this.sessions = sessions;
        this.clock = clock;
    }

    public async Task WriteAsync(CancellationToken ct)
    {
        var seen = sessions.Drain();
        if (seen.Count == 0) return;
        using var entered = await gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(clock) { Audit = Visitor.Installation.ToScope("auth.seen") });
        foreach (var (id, at) in seen)
        {
            if (await context.Set<UserSession>().FirstOrDefaultAsync(row => row.Id == id && row.EndedAt == null, ct) is { } row && row.LastSeenAt < at) row.LastSeenAt = at;
        }

        await context.SaveChangesAsync(ct);
    }
}
