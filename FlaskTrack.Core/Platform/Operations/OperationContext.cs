using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>All a handler can reach: the caller, the clock, the records the runner decided on, the query form, and rows the access model does not govern.
/// There is no way from here to a governed row that was not decided.</summary>
internal sealed class OperationContext(FlaskTrackDbContext database, Caller caller, Principal? principal, AccessSnapshot? access, DateTimeOffset now, IServiceProvider services)
{
    private readonly Dictionary<Type, IReadOnlyList<GovernedRecord>> decided = [];
    private readonly Dictionary<Type, IReadOnlyList<GovernedRecord>> used = [];
    private readonly Dictionary<string, HashSet<long>> shown = new(StringComparer.Ordinal);
    private readonly List<Action> afterCommit = [];
    private readonly List<NoticeDraft> drafts = [];
    private readonly SortedDictionary<string, object?> notes = new(StringComparer.Ordinal);

    public Caller Caller => caller;

    /// <summary>The member who acts.</summary>
    /// <exception cref="InvalidOperationException">The operation runs outside an organization.</exception>
    public Principal Principal => principal ?? throw new InvalidOperationException("This operation runs outside an organization.");

    public AccessSnapshot Access => access ?? throw new InvalidOperationException("This operation runs outside an organization.");

    public OrganizationFacts Organization => Access.Organization;

    public MemberFacts Member => Access.ByUser[UserId];

    /// <summary>Id of the organization the operation runs in; null for those outside every one. Whoever enters by an invitation is inside.</summary>
    public long? WithinOrganization => database.OrganizationId == 0 ? null : database.OrganizationId;

    /// <summary>The signed-in person's account.</summary>
    public long UserId => caller.UserId ?? throw new InvalidOperationException("Nobody is signed in.");

    public DateTimeOffset Now => now;

    public IServiceProvider Services => services;

    /// <summary>The sign-in behind the caller; null for jobs and where nobody is signed in.</summary>
    public SessionFacts? Session { get; init; }

    /// <summary>The second factors of a person, for their reset by admins.</summary>
    public FactorsOfUser FactorsOf(long userId) => new(database, userId);

    /// <summary>What the caller typed in forms and did not save.</summary>
    public DraftRows Drafts => new(database, UserId);

    /// <summary>What may be learned and moved across all types of records without seeing one.</summary>
    public RecordHoldings Holdings => new(database, principal);

    /// <summary>The one record the operation acts on.</summary>
    public T Record<T>()
        where T : GovernedRecord => (T)decided[typeof(T)][0];

    /// <summary>The records the operation acts on, in the order given.</summary>
    public IReadOnlyList<T> Records<T>()
        where T : GovernedRecord => [.. decided[typeof(T)].Cast<T>()];

    /// <summary>The records the operation uses as input, in the order given.</summary>
    public IReadOnlyList<T> Used<T>()
        where T : GovernedRecord => used.TryGetValue(typeof(T), out var records) ? [.. records.Cast<T>()] : [];

    /// <summary>All records of a type that the caller may read: the query form of the decision. Never tracked.</summary>
    public IQueryable<T> Readable<T>()
        where T : GovernedRecord => database.Set<T>().AsNoTracking().ReadableBy(Principal);

    /// <summary>Says that the caller gets to see values of these records, which were read in the query form, or of events on them. The runner writes down those that only
    /// an administrative role opens.</summary>
    public void Shows<T>(IEnumerable<long> ids)
        where T : GovernedRecord => Shows(SnakeCase.Of(typeof(T).Name), ids);

    /// <param name="type">As events name it, such as <c>sample</c>.</param>
    public void Shows(string type, IEnumerable<long> ids)
    {
        if (!Principal.Role.IsAdministrative) return;
        if (!shown.TryGetValue(type, out var all)) shown[type] = all = [];
        all.UnionWith(ids);
    }

    /// <summary>The same records in parts that do not overlap, each a plain range of an index, for pages over many records.</summary>
    public IReadOnlyList<IQueryable<T>> ReadableParts<T>()
        where T : GovernedRecord => database.Set<T>().AsNoTracking().ReadablePartsBy(Principal);

    /// <summary>Asks the decision for further records that the operation learns of on its way, such as those a sheet names. Each is decided for itself; one
    /// whose answer is no is not given.</summary>
    public Task<IReadOnlyList<DecidedRecord<T>>> DecideAsync<T>(IReadOnlyList<RecordRef<T>> refs, Permission permission, CancellationToken ct)
        where T : GovernedRecord => Gate!.DecideEachAsync(refs, permission, database.Scope.Audit is not null, ct);

    /// <summary>Whether the caller's role and scopes hold a further permission the act needs; null where they do.</summary>
    public Denial? Decide(Permission permission) => Security.Access.Decide(Principal, permission, null, new ActGuards(HasReason: true, HasSignature: true, now));

    /// <summary>Codes of those records that were deleted, by id: all that is left to say of them.</summary>
    public Task<Dictionary<long, string>> TombstonesAsync<T>(IReadOnlyCollection<long> ids, CancellationToken ct)
        where T : GovernedRecord => ids.Count == 0 ? Task.FromResult(new Dictionary<long, string>())
        : database.Set<T>().IgnoreQueryFilters(["Living"]).Where(row => row.Status == RecordStatus.Deleted && ids.Contains(row.Id)).Select(row => new { row.Id, row.Code }).ToDictionaryAsync(row => row.Id, row => row.Code, ct);

    /// <summary>Which of these codes of a type, by the name events carry, may be said to the caller: of records they may read, and of deleted ones. Use <see cref="RecordCodes"/>.</summary>
    public async Task<IReadOnlyList<string>> OpenCodesAsync(string type, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var open = new List<string>();
        foreach (var part in codes.Chunk(500))
        {
            var living = await EventVisibility.Living(database, Principal, type, part).ToListAsync(ct);
            Shows(type, living.Select(row => row.Id));
            open.AddRange(living.Select(row => row.Code));
            open.AddRange(await EventVisibility.Tombstones(database, type, part).ToListAsync(ct));
        }

        return open;
    }

    /// <summary>Has the events of this operation say through which door its changes come and why, such as an import with its code.</summary>
    public void ActThrough(string channel, string reason) => database.Scope.Audit = database.Scope.Audit! with { Channel = channel, Reason = reason };

    /// <summary>Rows of the organization that the access model does not govern.</summary>
    public IQueryable<T> Rows<T>()
        where T : class, IPlainRow => database.Set<T>();

    /// <summary>Links between records, ids and codes only; for rules such as the one against cycles.</summary>
    public IQueryable<T> Links<T>()
        where T : class, ILinkRow => database.Set<T>().AsNoTracking();

    /// <summary>Accounts and sessions, which no organization owns.</summary>
    public IQueryable<T> Shared<T>()
        where T : class, ISharedReference => database.Set<T>();

    /// <summary>The organization's events, newest or oldest as the query says; what a reader may see of one is the audit log's own rule.</summary>
    public IQueryable<AuditEvent> Events => database.Set<AuditEvent>().AsNoTracking();

    public IQueryable<AuditCheckpoint> Checkpoints => database.Set<AuditCheckpoint>().AsNoTracking();

    public IQueryable<MemberActivity> Activity => database.Set<MemberActivity>().AsNoTracking();

    public void Add<T>(T row)
        where T : class => database.Add(row);

    public void Remove<T>(T row)
        where T : class, IPlainRow => database.Remove(row);

    public void Unlink<T>(T link)
        where T : class, ILinkRow => database.Remove(link);

    /// <summary>Saves so far, inside the operation's transaction, where a following step needs the keys the database makes.</summary>
    public Task SaveAsync(CancellationToken ct) => database.SaveChangesAsync(ct);

    public Task FoundAsync(Organizations.Organization organization, CancellationToken ct) => database.FoundAsync(organization, ct);

    /// <summary>The next code of a prefix, such as <c>SMP-000123</c>; numbers are never used again.</summary>
    public async Task<string> NextCodeAsync(string prefix, CancellationToken ct) => (await CodeNumbers.TakeAsync(database, prefix, 1, ct))[0];

    public Task<IReadOnlyList<string>> NextCodesAsync(string prefix, int count, CancellationToken ct) => CodeNumbers.TakeAsync(database, prefix, count, ct);

    /// <summary>Says in the event of a critical read what was taken, such as the number of rows.</summary>
    public void Note(string name, object? value) => notes[name] = AuditValue.Of(value);

    /// <summary>What the caller may do with a record now.</summary>
    public RecordAccess AccessTo(GovernedRecord record) => RecordAccess.Of(Principal, record, now);

    /// <summary>The chain's end as this operation sees it.</summary>
    public Task<Head?> HeadAsync(CancellationToken ct) => AuditChain.PeekAsync(database, database.OrganizationId, ct);

    /// <summary>Tells members of what the operation does, in its own transaction.</summary>
    public void Notify(NoticeDraft draft) => drafts.Add(draft);

    /// <summary>The caller's own notices.</summary>
    public MemberInbox Inbox => new(database, Principal, ReadableIdsAsync);

    /// <summary>Which of these records of a type, by the name events carry, the caller may read.</summary>
    public async Task<HashSet<long>> ReadableIdsAsync(string type, IReadOnlyCollection<long> ids, CancellationToken ct) => [.. await EventVisibility.ReadableIds(database, Principal, type, ids).ToListAsync(ct)];

    /// <summary>What of the audit log the caller may see, and the ways to read much of it.</summary>
    public AuditReading Audit => new(database, Principal);

    /// <summary>From here until it is disposed everything is read as of one moment, whatever others write meanwhile. For queries only.</summary>
    public Task<IAsyncDisposable> SnapshotAsync(CancellationToken ct) => ReadSnapshot.BeginAsync(database, ct);

    /// <summary>How many of these records the caller may read, tombstones among them: what a packet made of them is decided by. Gives no content.</summary>
    public Task<int> CountReadableAsync<T>(IReadOnlyCollection<long> ids, CancellationToken ct)
        where T : GovernedRecord => database.Set<T>().IgnoreQueryFilters(["Living"]).AsNoTracking().ReadableBy(Principal).Where(record => ids.Contains(record.Id)).CountAsync(ct);

    /// <summary>Whether another organization of the installation has the slug, or had it and still answers to it; says nothing else of it.</summary>
    public Task<bool> IsSlugTakenAsync(string slug, CancellationToken ct) => OrganizationDirectory.IsTakenAsync(database, slug, now, ct);

    /// <summary>Organizations the signed-in person can work in.</summary>
    public Task<List<OrganizationOfUser>> MyOrganizationsAsync(CancellationToken ct) => OrganizationDirectory.OfUserAsync(database, UserId, now, ct);

    /// <summary>The signed-in person's memberships that were not removed, in organizations that are not closed.</summary>
    public Task<List<MembershipOfUser>> MyMembershipsAsync(CancellationToken ct) => OrganizationDirectory.MembershipsAsync(database, UserId, ct);

    /// <summary>Does something once the operation's transaction is committed, such as waking a job that reads what was written.</summary>
    public void AfterCommit(Action act) => afterCommit.Add(act);

    internal RecordGate? Gate { get; init; }

    internal IReadOnlyDictionary<string, object?> Notes => notes;

    internal IReadOnlyDictionary<string, HashSet<long>> Shown => shown;

    internal IReadOnlyCollection<NoticeDraft> Notices => drafts;

    internal void Committed() => afterCommit.ForEach(act => act());

    internal void Decided(Type type, IReadOnlyList<GovernedRecord> records, bool asInput) => (asInput ? used : decided)[type] = records;

    internal IReadOnlyList<GovernedRecord> DecidedOf(Type type) => decided.TryGetValue(type, out var records) ? records : [];
}
