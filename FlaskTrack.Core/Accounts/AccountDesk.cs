using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Accounts;

/// <summary>Where accounts are changed: one transaction with its audit events, then the news to open pages. Scoped, like the context that Identity's
/// own manager uses, so that both write in the same transaction.</summary>
public sealed class AccountDesk
{
    private readonly WriterGate gate;
    private readonly AccessBroadcast broadcast;
    private readonly NoticeBroadcast notices;
    private readonly TimeProvider clock;

    internal AccountDesk(FlaskTrackDbContext database, WriterGate gate, AccessBroadcast broadcast, NoticeBroadcast notices, TimeProvider clock)
    {
        Database = database;
        this.gate = gate;
        this.broadcast = broadcast;
        this.notices = notices;
        this.clock = clock;
    }

    internal FlaskTrackDbContext Database { get; }

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Does something to accounts as one whole: all of it is stored and audited, or nothing.</summary>
    /// <param name="act">Says whether to keep what it did; false takes it back.</param>
    internal async Task<bool> WriteAsync(Visitor visitor, string action, Func<Task<bool>> act, CancellationToken ct)
    {
        using var entered = await gate.EnterAsync(ct);
        await using var transaction = await Database.Database.BeginTransactionAsync(ct);
        Database.Scope.Audit = visitor.ToScope(action);
        if (!await act())
        {
            Database.ChangeTracker.Clear();
            return false;
        }

        await Database.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        broadcast.Raise(0, accessChanged: false, Database.Scope.UsersChanged);
        Database.Scope.UsersChanged.Clear();
        notices.Raise(Database.Scope.Noticed);
        return true;
    }

    /// <summary>Writes that something was tried with an account although nothing of it changed.</summary>
    internal Task<bool> NoteAsync(Visitor visitor, long userId, string action, IReadOnlyDictionary<string, object?> members, CancellationToken ct) =>
        WriteAsync(visitor, action, async () =>
        {
            await AccountEvents.AppendAsync(Database, userId, action, members, ct);
            return true;
        }, ct);

    /// <summary>Puts a letter into the outbox, in the same transaction.</summary>
    internal void Mail(string to, string subject, string text) => Database.Add(new OutboxMail { To = to, Subject = subject, Text = text, QueuedAt = Now });
}
