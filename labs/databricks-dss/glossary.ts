/** What the words of the texts mean, to somebody who has seen neither product. */
export const glossary = {
  'resource group': 'A folder for Azure resources. Whoever has a role on the group has it on everything inside.',
  cluster: 'Machines that Databricks starts for you. They run notebooks as well as SQL, and cost money while they’re on.',
  'sql warehouse': 'Compute in Databricks that runs SQL only. Databricks manages the machines for you.',
  'http path': 'The part of a connection that says which cluster or SQL warehouse of the workspace it’s for.',
  'databricks runtime':
    'The software that a cluster starts with: Spark, Python, and in the ML version the usual machine learning packages.',
  'personal connection': 'A connection that a user creates in DSS without an administrator. By default, only its creator can use it.',
  'registered app': 'An application’s own identity in Entra ID, with an id and secrets. DSS and the mount identify themselves as this app.',
  'client secret': 'A registered app’s password. Azure shows it once, and it expires.',
  oauth: 'A way to let an application act for you without giving it your password: you sign in, and it gets a token.',
  'fast-write':
    'To load many rows, DSS writes them as files to the storage account, and Databricks reads the files. Without it, DSS inserts the rows one by one.',
  'sas token':
    'A shared access signature: text added to a storage address that allows certain actions until it expires. Nobody needs the account’s key.',
  'access key': 'A storage account’s master password. Whoever holds it can do everything in the account.',
  'stored credentials':
    'Databricks calls them storage credentials: identities that an administrator sets up once in Unity Catalog, so that Databricks can reach a storage account.',
  engine: 'What runs a recipe: the database, Databricks together with the storage account, or DSS itself.',
  recipe: 'A step in a DSS project that turns datasets into another dataset.',
  dataset: 'A table in a DSS project. Its rows stay where they are stored. DSS knows where that is, and the column names.',
  parquet: 'A file format for tables that stores each column together, with its type.',
  job: 'One run of one or more recipes in DSS. Each has a log.',
  mount: 'A storage container that looks like a directory under /mnt in a workspace, for everyone in it.',
  notebook: 'A page of cells with code. You run one cell at a time, and its result appears under it.',
  experiment: 'A list of training runs in MLflow. It decides where the runs store their files.',
  run: 'One execution of a training in MLflow, with its parameters, metrics and files.',
  artifact: 'A file that a run stores, such as a model.',
  'managed folder': 'A folder in a DSS project that holds files of any kind. They’re stored in a connection, at the folder’s own path.',
  'code environment': 'A separate Python installation in DSS, with the packages that you list.',
  'saved model': 'A model in a DSS project that recipes can score with. It can have several versions.',
};
