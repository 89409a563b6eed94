using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Says which permission it takes. Buttons, pages and the runner read the same word.</summary>
public interface IRequires
{
    static abstract Permission Requires { get; }
}

/// <summary>Something FlaskTrack can do. It does not compile without saying which permission it requires; pages, API, jobs and the command line run it
/// through the one runner and have no other way to the data.</summary>
public interface IOperation<TSelf, TResult> : IRequires
    where TSelf : IOperation<TSelf, TResult>
{
    /// <summary>The act as the audit log names it: the permission's name, unless the operation requires no right of the catalogue and says its own.</summary>
    static virtual string AuditAction => TSelf.Requires.Name;
}

/// <summary>An operation that changes something; it runs in a transaction with its audit events.</summary>
public interface ICommand<TSelf, TResult> : IOperation<TSelf, TResult>
    where TSelf : IOperation<TSelf, TResult>;

/// <summary>An operation that only reads; its context cannot save.</summary>
public interface IQuery<TSelf, TResult> : IOperation<TSelf, TResult>
    where TSelf : IOperation<TSelf, TResult>;

/// <summary>The operation acts on one record. The runner loads it and decides before the handler runs; without a right the handler never sees it.</summary>
public interface IOnRecord<TRecord>
    where TRecord : GovernedRecord
{
    RecordRef<TRecord> Record { get; }
}

/// <summary>The operation acts on many records, all of them or none.</summary>
public interface IOnRecords<TRecord>
    where TRecord : GovernedRecord
{
    IReadOnlyList<RecordRef<TRecord>> Records { get; }
}

/// <summary>The operation uses other records as input, such as the parents of a new sample; reading them is decided first.</summary>
public interface IUsesRecords<TRecord>
    where TRecord : GovernedRecord
{
    IReadOnlyList<RecordRef<TRecord>> Uses { get; }
}

/// <summary>Checks what can be checked without data. Messages name what is wrong and what is accepted.</summary>
public interface IValidated
{
    void Validate(FieldErrors errors);
}

/// <summary>A change of a known version: where the record has moved on, nothing is overwritten and the caller gets a conflict. Null skips the check
/// where a caller cannot know the version.</summary>
public interface IVersioned
{
    int? Version { get; }
}

/// <summary>Carries the reason that guards ask for and the audit keeps.</summary>
public interface IReasoned
{
    string? Reason { get; }
}

/// <summary>Asks for a sign-in or re-authentication at most 5 minutes old.</summary>
public interface INeedsRecentAuthentication;

/// <summary>A query that only looks at what a critical right changes, such as the open invitations. Looking is no use of the right, so it is not
/// audited; what gives content out of the application never carries this.</summary>
public interface ILooksOnly;

/// <summary>Makes an organization; the only operations that write outside one.</summary>
public interface IFoundsOrganization;

/// <summary>Enters an organization of which the caller is no member yet, by the secret of an invitation.</summary>
public interface IEntersByInvitation
{
    string Token { get; }
}

/// <summary>What the operation does, run only after the runner has decided.</summary>
internal interface IHandler<in TOperation, TResult>
{
    Task<Result<TResult>> HandleAsync(TOperation operation, OperationContext context, CancellationToken ct);
}
