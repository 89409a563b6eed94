using System.Collections.Frozen;
using System.Reflection;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>One operation as the catalogue lists it.</summary>
/// <param name="RecordType">The governed type it acts on, if it does.</param>
public sealed record OperationInfo(Type Type, Type ResultType, Permission Requires, bool IsCommand, Type? RecordType, Type HandlerType)
{
    public string Name => Type.Name;

    public bool NeedsRecentAuthentication { get; } = Type.IsAssignableTo(typeof(INeedsRecentAuthentication));

    /// <summary>Its use goes into the audit log even where nothing changed.</summary>
    public bool RecordsUse { get; } = Requires.IsCritical && !IsCommand && !Type.IsAssignableTo(typeof(ILooksOnly));

    public bool FoundsOrganization { get; } = Type.IsAssignableTo(typeof(IFoundsOrganization));

    public bool EntersByInvitation { get; } = Type.IsAssignableTo(typeof(IEntersByInvitation));

    /// <summary>Runs outside any organization.</summary>
    public bool IsOutside { get; } = (Requires == Permissions.SignedIn || Requires == Permissions.Anonymous) && !Type.IsAssignableTo(typeof(IEntersByInvitation));
}

/// <summary>Every operation of the product with its handler, built once from the types.</summary>
public static class OperationCatalogue
{
    public static FrozenDictionary<Type, OperationInfo> All { get; } = Build().ToFrozenDictionary(info => info.Type);

    public static OperationInfo Of<TOperation>() => All[typeof(TOperation)];

    /// <summary>Operations on records of that type, for the actions a page offers.</summary>
    public static IEnumerable<OperationInfo> On(Type recordType) => All.Values.Where(info => info.RecordType == recordType);

    private static IEnumerable<OperationInfo> Build()
    {
        var types = typeof(OperationCatalogue).Assembly.GetTypes();
        var handlers = types.Where(type => !type.IsAbstract)
            .SelectMany(type => type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IHandler<,>)).Select(i => (Operation: i.GetGenericArguments()[0], Handler: type)))
            .ToLookup(pair => pair.Operation, pair => pair.Handler);
        foreach (var type in types.Where(type => type is { IsAbstract: false, IsClass: true }))
        {
            var operation = type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOperation<,>));
            if (operation is null) continue;
            var requires = (Permission)type.GetProperty("Requires", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            var command = type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<,>));
            var handler = handlers[type].SingleOrDefault() ?? throw new InvalidOperationException($"Operation {type.Name} has no handler.");
            yield return new OperationInfo(type, operation.GetGenericArguments()[1], requires, command, RecordTypeOf(type), handler);
        }
    }

    private static Type? RecordTypeOf(Type type) => type.GetInterfaces()
        .FirstOrDefault(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(IOnRecord<>) || i.GetGenericTypeDefinition() == typeof(IOnRecords<>)))
        ?.GetGenericArguments()[0];
}
